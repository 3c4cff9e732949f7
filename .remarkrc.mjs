// For an editor: the fields at the top of a page against the schemas, while you write. See CONTRIBUTING.md, »I VS Code«.
import frontmatterSchema from "@julian_cataldo/remark-lint-frontmatter-schema"
import remarkFrontmatter from "remark-frontmatter"

const schemas = {
  "./schemas/interpretation.schema.json": ["docs/units/*/!(index).md", "docs/units/*/!(meetings)/*.md"],
  "./schemas/unit.schema.json": ["docs/units/*/index.md"],
  "./schemas/story.schema.json": ["docs/stories/*.md"],
  "./schemas/meeting.schema.json": ["docs/units/*/meetings/*.md"],
  "./schemas/theme.schema.json": ["docs/themes/*.md"],
}

export default { plugins: [remarkFrontmatter, [frontmatterSchema, { schemas }]] }
