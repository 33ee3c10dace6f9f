// An Atom feed of the newest articles that tell a date.
const MOST = 20;
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
const moment = (when) => new Date(when.length > 10 ? `${when.replace(" ", "T")}Z` : when).toISOString();

module.exports = function feed(about, articles) {
  const newest = articles
    .filter((article) => article.when)
    .sort((a, b) => b.when.localeCompare(a.when))
    .slice(0, MOST);
  const entries = newest.map((article) => {
    const address = escaped(about.url + encodeURI(article.address));
    return `<entry><title>${escaped(article.title)}</title><id>${address}</id><link href="${address}"/>
<updated>${moment(article.when)}</updated><author><name>${escaped(article.author_name ?? about.title)}</name></author></entry>`;
  });
  const updated = newest.length ? moment(newest[0].when) : "1970-01-01T00:00:00Z";
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escaped(about.title)}</title><id>${escaped(about.url)}/</id>
<link href="${escaped(about.url)}/feed.xml" rel="self"/><updated>${updated}</updated>
${entries.join("\n")}</feed>
`;
};
