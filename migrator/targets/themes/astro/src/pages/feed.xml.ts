import { getCollection } from "astro:content";
import about from "../site.json";

const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const moment = (when: string) => new Date(`${when.replace(" ", "T")}${when.length > 10 ? "Z" : ""}`).toISOString();

export async function GET() {
  const articles = (await getCollection("documents"))
    .map((document) => document.data)
    .filter((data) => data.kind === "article" && data.when)
    .sort((a, b) => b.when!.localeCompare(a.when!))
    .slice(0, 20);
  const entries = articles.map((article) => {
    const address = escaped(about.url + encodeURI(article.address));
    return `<entry><title>${escaped(article.title)}</title><id>${address}</id><link href="${address}"/>
<updated>${moment(article.when!)}</updated><author><name>${escaped(article.author_name ?? about.title)}</name></author></entry>`;
  });
  const updated = articles.length ? `<updated>${moment(articles[0].when!)}</updated>` : "";
  return new Response(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escaped(about.title)}</title><id>${escaped(about.url)}/</id>
<link href="${escaped(about.url)}/feed.xml" rel="self"/>${updated}
${entries.join("\n")}</feed>
`);
}
