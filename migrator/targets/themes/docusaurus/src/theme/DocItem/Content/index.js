import React from "react";
import { useDoc } from "@docusaurus/plugin-content-docs/client";
import { usePluginData } from "@docusaurus/useGlobalData";
import useDocusaurusContext from "@docusaurus/useDocusaurusContext";
import Content from "@theme-original/DocItem/Content";

const Links = ({ links = [], label }) =>
  links.length > 0 && (
    <ul className="labels" aria-label={label}>
      {links.map(({ title, url }) => <li key={url}><a href={url}>{title}</a></li>)}
    </ul>
  );

const Head = ({ doc, words }) => (
  <>
    {doc.crumbs && (
      <nav className="path" aria-label={words.categories}>
        {doc.crumbs.map(({ title, url }, index) => (
          <React.Fragment key={url}>{index > 0 && " › "}<a href={url}>{title}</a></React.Fragment>
        ))}
      </nav>
    )}
    <h1 dir="auto">{doc.title}</h1>
    <p className="meta">
      {doc.when && <time dateTime={doc.when.replace(" ", "T")}>{doc.when}</time>}
      {doc.author_name && <span dir="auto">{doc.author_name}</span>}
      {doc.updated && <span>{words.updated} {doc.updated}</span>}
    </p>
    {doc.details && (
      <dl className="details">
        {doc.details.map(([name, value]) => (
          <React.Fragment key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></React.Fragment>
        ))}
      </dl>
    )}
  </>
);

const List = ({ doc, words }) => {
  const { articles } = usePluginData("archive");
  const listed = {
    home: () => articles.slice(0, doc.most),
    category: () => articles.filter((article) => article.category_path === doc.category_path),
    tag: () => articles.filter((article) => article.tag_names?.includes(doc.tag)),
  };
  return (
    <ul className="list">
      {(listed[doc.kind]?.() ?? []).map((article) => (
        <li key={article.address}>
          <h2 dir="auto"><a href={article.address}>{article.title}</a></h2>
          <p className="meta">
            {article.when && <time>{article.when}</time>}
            {article.author_name && <span dir="auto">{article.author_name}</span>}
            {article.comment_count > 0 && <span>{words.comments}: {article.comment_count}</span>}
          </p>
          {article.description && <p dir="auto">{article.description}</p>}
        </li>
      ))}
    </ul>
  );
};

export default function ContentWithLists(props) {
  const { frontMatter: doc } = useDoc();
  const { siteConfig } = useDocusaurusContext();
  const { words } = siteConfig.customFields.about;
  if (!doc.kind) return <Content {...props} />;
  return (
    <div className="archive">
      <Head doc={doc} words={words} />
      <Content {...props} />
      <Links links={doc.tag_links} label={words.tags} />
      <Links links={doc.inner} />
      <List doc={doc} words={words} />
    </div>
  );
}
