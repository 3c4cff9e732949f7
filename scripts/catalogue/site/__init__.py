"""The site: pages, feeds, cards, exports and redirects, written into a folder that takes the old one's place."""
