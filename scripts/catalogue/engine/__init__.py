"""Engine: a manuscript comes in; MkDocs makes the site.

The only room that knows MkDocs; it never reads a contributed file.

- `plugin.make_site`: the site of a manuscript
- `plugin.CataloguePlugin`: the plugin that MkDocs loads
- `macros.define_env`: what editorial pages may call
- `configuration.load_settings`: what mkdocs.yml says of one catalogue
- `appearance.read`: what the settings of MkDocs and Material give the frame to wear
"""
