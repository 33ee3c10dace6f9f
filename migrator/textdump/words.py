"""The words that Joomla and its extensions print around an article, to tell the lines of a text.

One table a kind, all lower-case, `|` between the phrases of a set. Sources: language files of
com_content, mod_login, JComments, K2, Komento and the rest in the generations that the fixtures
cover, and the texts of real pages.
"""

from __future__ import annotations

import re

from migrator.textdump import packs


def _set(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split("|"))


def _any(phrases: frozenset[str]) -> str:
    """A pattern for any of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


#: Words of the buttons beside a title: print, send, PDF, size of letters, share.
BUTTONS = _set(
    "print|e-mail|email|mail|pdf|drucken|druckansicht|imprimer|imprimir|stampa|печать|распечатать|"
    "afdrukken|drukuj|drukowanie|envoyer|tisk|tisknout|nyomtatás|yazdır|skriv|ut|udskriv|tulosta|εκτύπωση|"
    "印刷|打印|друк|tipărire|e-mailen|courriel|correo|emaila|e-posta|email:|pdf:|font|size|increase|"
    "decrease|font-size|a+|a-|tweet|share|facebook|twitter|bookmark|icon|empty|schriftgröße|"
    "schrift|"
    "größer|kleiner"
).union(packs.BUTTONS)

#: A line that opens what readers said; a group holds the number.
COMMENTS = re.compile(
    r"(?:\[\w+\] ?)?(?:(?P<a>\d{1,5}) +)?(?:user |latest |all |reader |show )?"
    r"(?:comments?|kommentare?|commentaires?|comentarios?|commenti|commento|komentarze?|"
    r"komentar(?:i|z|y)?|комментари(?:и|й|ев|я)|коментар[іи]?|reacties?|kommentarer|kommentit|"
    r"hozzászólások|yorum(?:lar)?|comentários?|comentarii|σχόλια|komentáře|"
    r"コメント|评论|評論|댓글|תגובות|التعليقات)"
    r"(?: on this (?:article|item))?[ :]*(?:[(\[]? ?(?P<b>\d{1,5}) ?[)\]]?)?\s*$",
    re.I,
)
NO_COMMENTS = re.compile(
    r"(?:no comments?(?: yet| found| made yet.{0,60})?|there are no comments.{0,40}|"
    r"be (?:the )?first to comment.{0,30}|keine kommentare|aucun commentaire|sin comentarios)\W*$",
    re.I,
)
#: The head of a form for a comment, or what stands in its place.
FORM = re.compile(
    r"(?:write (?:a )?comment|you have no rights to post comments?|"
    r"add (?:a |new )?(?:new )?comment|"
    r"add your comment|add new|enter new comment|post (?:a |your )?(?:new )?comments?|"
    r"post comment as a guest|leave (?:a |your )?(?:comments?|reply)|submit (?:your )?comment|"
    r"new comment|your contact details:?|comment form|refresh comments list|"
    r"rss feed for comments to this post|rss comments|log ?-?in to post a comment|"
    r"sort by (?:oldest|latest|newest) first|subscribe with e-?mail|"
    r"load (?:previous|more) comments|"
    r"you are commenting as guest|already registered\? login here|"
    r"kommentar (?:schreiben|hinzufügen)|neuer kommentar|ajouter un commentaire|"
    r"écrire un commentaire|escribir un comentario|añadir comentario|aggiungi commento|"
    r"scrivi commento|dodaj komentarz|добавить комментарий|оставить комментарий|"
    r"reactie (?:plaatsen|toevoegen)|adicionar comentário|yorum (?:yaz|ekle)|"
    r"unfortunately you have javascript disabled.{0,120}|make sure you enter .{0,140})\W*$",
    re.I,
)
_PREVIOUS = (
    r"(?:prev|previous|zurück|précédent|anterior|prec|indietro|vorige|poprzedni|назад|forrige|"
    r"föregående|předchozí|előző|önceki|edellinen)"
)
_NEXT = (
    r"(?:next|weiter|suivant|siguiente|succ|avanti|volgende|następny|вперед|вперёд|neste|nästa|"
    r"další|következő|sonraki|seuraava|próximo)"
)
#: Where an article has ended: links to its neighbours and to the top, and what K2 and others add.
AFTER = re.compile(
    rf"(?:[<«‹] ?)?{_PREVIOUS}(?: article| page)?\b ?(?:[-|] ?)?(?:{_NEXT}?[ >»›]*)$|"
    rf"{_NEXT}(?: article| page)? ?[>»›]*$|"
    r"(?:previous|next) article: |(?:vorheriger|nächster) beitrag: |"
    r"article (?:précédent|suivant) ?: |artículo (?:anterior|siguiente): |"
    r"articolo (?:precedente|successivo): |(?:prev|next) - |prev [-|] next|back to top|"
    r"\[ ?back ?\]$|« back|go back$|more in this category:|read \d+ times?\b|published in \w|"
    r"tagged under|tags?: ?|tweet$|about the author|quote this article|"
    r"related (?:items|articles|posts)$|social sharing|add this page to your favorite|"
    r"(?:last modified|latest from|author's recent posts)\b|more from this author|trackback\b",
    re.I,
)
#: The page's foot, whoever wrote its template.
FOOT = re.compile(
    r"(?:copyright\b|©|\(c\) ?\d{4}|powered by|joomla!? is free|all rights reserved|"
    r"our site is valid|valid xhtml|template by|designed by|joomla templates?\b|free joomla|"
    r"bootstrap is a)",
    re.I,
)
#: Titles of modules and lines of Joomla's own menus, logins and searches.
MODULES = _set(
    "main menu|user menu|top menu|login form|login|log in|sign in|latest news|latest articles|"
    "latest comments|popular|most read|most popular|archive|archives|sections|categories|"
    "who's online|syndicate|polls|newsflash|related items|related articles|random image|search|"
    "months|statistics|advertisement|navigation|menu|username|user name|password|remember me|"
    "forgot your password?|forgot your username?|create an account|lost password?|"
    "no account yet? register|breadcrumbs|feed entries|hauptmenü|benutzermenü|anmeldung|anmelden|"
    "neueste nachrichten|neueste beiträge|beliebteste|beliebte beiträge|suche|wer ist online|"
    "menu principal|connexion|derniers articles|les plus lus|recherche|identification|"
    "menú principal|últimas noticias|lo más leído|buscar|menu principale|ultime notizie|"
    "i più letti|cerca|hoofdmenu|laatste nieuws|menu główne|ostatnie artykuły|najpopularniejsze|"
    "главное меню|последние новости|популярное|поиск|login de acesso"
).union(packs.LOGIN)
#: What leads along the way to a page, before its title.
PATHWAY = re.compile(
    rf"(?:{_any(packs.HERE)})\s*(?:[:：]\W*|$)|"
    r"(?:you are here|sie sind hier|aktuelle seite|vous êtes ici|estás aquí|está aquí|sei qui|"
    r"je bent hier|u bevindt zich hier|jesteś tutaj|вы здесь|du är här|du er her|"
    r"şu anda buradasınız)\W*",
    re.I,
)
RATING = re.compile(
    r"user rating\b|rate this item|view comments$|ratings?:?$|poor$|best$|poor ?(?:\W ?)*best|"
    r"please rate|"
    r"vote \d\b|\[? ?rate ?\]?$|\(? ?\d+ (?:votes?|ratings?) ?\)|star (?:in)?active|"
    r"\d(?:\.\d+)? ?/ ?\d$|\[star (?:in)?active\]|(?:in)?active\]\[star|"
    r"/ ?\d+$|bewertung:|note des utilisateurs|valoración|valutazione attuale|оценка|"
    r"ocena użytkowników|gebruikerswaardering",
    re.I,
)
#: The alternative texts of Joomla 3's stars, of which a page may print hundreds.
STARS = re.compile(r"\[?star (?:in)?active|(?:in)?active\]\[star", re.I)
#: Headings over the list of an article's details.
DETAILS = _set(
    "details|détails|detalles|dettagli|szczegóły|информация о материале|подробности|detaljer|"
    "detaily|részletek|ayrıntılar|λεπτομέρειες|detalhes|detalii|tiedot|gegevens|featured"
).union(packs.DETAILS)
#: What leads about within a page or changes its looks, at its top; K2 has the latter among its
#: buttons.
SKIPS = re.compile(
    r"skip to |jump to |(?:in|de)crease font|default font|reset font|zum inhalt|aller au |"
    r"subscribe to (?:this|updates)|menu content/inhalt$",
    re.I,
)
#: What tells a row of an article's buttons from such lines.
PRINT = re.compile(r"\bprint|\bmail|^font size", re.I)
#: The first item of menus and pathways, which is no title.
HOME = _set(
    "home|start|startseite|accueil|inicio|início|home page|homepage|pagina iniziale|"
    "strona główna|главная|etusivu|hem|hjem|forside|domů|kezdőlap|acasă|anasayfa|αρχική"
).union(packs.HOME)
#: Pages that nearly every site has, as its menus name them.
PAGES = _set(
    "contact|contact us|contacts|about|about us|news|links|gallery|sitemap|site map|faq|forum|"
    "downloads|download|guestbook|privacy policy|kontakt|kontakte|impressum|über uns|galerie|"
    "gästebuch|datenschutz|aktuelles|contactez-nous|nous contacter|mentions légales|actualités|"
    "liens|plan du site|contacto|contáctenos|noticias|enlaces|galería|contatti|chi siamo|notizie|"
    "galleria|dove siamo|contato|notícias|fotos|contactos|nieuws|over ons|fotoalbum|o nas|"
    "aktualności|galeria|linki|o nás|aktuality|fotogalerie|odkazy|hírek|kapcsolat|rólunk|galéria|"
    "контакты|новости|о нас|галерея|контакти|новини|kontakti|vijesti|novice|om oss|kontakta oss|"
    "nyheter|om os|nyheder|kontakta|yhteystiedot|iletişim|hakkımızda|haberler|επικοινωνία|νέα"
)
INDEX = _set(
    "article index|beitragsseiten|page index|seitenindex|table of contents|sommaire|"
    "índice del artículo|indice articolo|artikel index|indeks artykułu|оглавление"
).union(packs.INDEX)
PAGE = re.compile(
    r"(?:page|seite|pagina|página|strona|страница) (\d+) (?:of|von|di|de|van|z|из) (\d+)$", re.I
)
MORE = re.compile(
    rf"(?:{_any(packs.MORE)}|"
    r"read more|weiterlesen|lire la suite|leer más|leggi tutto|lees meer|czytaj więcej|"
    r"подробнее|läs mer|les mer|læs mere|leia mais|devamını oku|tovább|číst dál)"
    r"(?: ?(?:\.\.\.|…)|: .{1,200}| ?[>»])?",
    re.I,
)
#: Words of the lines under a comment: what a reader may do with it.
ACTIONS = _set(
    "reply|quote|with|to|comment|like|dislike|flag|share|cancel|edit|delete|report|permalink|"
    "update|short|url:|url|facebook|twitter|antworten|zitieren|zitat|répondre|citer|responder|"
    "citar|rispondi|cita|ответить|цитировать|цитата|beantwoorden|odpowiedz|cytuj|yanıtla|alıntı|"
    "loader|[loader]"
)
