import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const link = z.object({ title: z.string(), url: z.string() });

// The address of a page is in its front matter: names of files lose dots and capitals.
const documents = defineCollection({
  loader: glob({
    pattern: "**/*.md",
    base: "./src/content",
    generateId: ({ data }) => data.address as string,
  }),
  schema: z
    .object({
      kind: z.enum(["article", "home", "category", "tag", "tags", "list", "missing"]).default("article"),
      address: z.string(),
      title: z.string(),
      when: z.string().optional(),
      updated: z.string().optional(),
      order: z.number().default(0),
      author_name: z.string().optional(),
      language: z.string().optional(),
      description: z.string().optional(),
      category_path: z.string().optional(),
      crumbs: z.array(link).default([]),
      inner: z.array(link).default([]),
      tag: z.string().optional(),
      tag_names: z.array(z.string()).default([]),
      tag_links: z.array(link).default([]),
      details: z.array(z.tuple([z.string(), z.string()])).default([]),
      comment_count: z.number().default(0),
      most: z.number().default(0),
    })
    .passthrough(),
});

export const collections = { documents };
