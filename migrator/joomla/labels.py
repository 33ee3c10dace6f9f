"""The words that Joomla prints around an article's details, in the languages of its language packs.

"Written by", "Published on", "Category:", "Hits:" and their translations name the field that
follows; a template that has classes of its own still prints these words. Sources: the com_content
language files of Joomla 1.0 to 5 (WRITTEN_BY, CREATED_DATE, CREATED_DATE_ON, LAST_UPDATED2,
PUBLISHED_DATE_ON, CATEGORY, PARENT, ARTICLE_HITS and their translations).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from migrator.joomla.field_names import FieldName
from migrator.patterns import lazy_pattern

# Rows of words, not a word a line.
# fmt: off
#: field -> the labels that come before its value, lower-case
LABELS: dict[FieldName, tuple[str, ...]] = {
    "author": (
        "written by", "posted by", "published by", "submitted by", "created by", "author", "by",
        "contributed by", "reviewed by", "commented by", "signed by", "administered by",
        "written", "verfasst von", "geschrieben von", "von", "autor", "beitrag von",
        "veröffentlicht von", "erstellt von",
        "écrit par", "ecrit par", "rédigé par", "publié par", "posté par", "par", "auteur",
        "proposé par", "escrito por",
        "publicado por", "por", "creado por", "scritto da", "inserito da", "pubblicato da",
        "autore", "postato da",
        "geschreven door", "gepubliceerd door", "geplaatst door", "door", "skrevet af",
        "skrevet av", "skriven av",
        "skrivet av", "kirjoittanut", "kirjoittaja", "napisany przez", "napisane przez",
        "wpisany przez", "opublikował",
        "redaktor", "dodane przez", "napsal", "napsal(a)", "autor článku", "napísal", "napísal(a)",
        "írta", "szerző",
        "scris de", "postat de", "autor:", "автор", "написал", "опубликовал", "добавил",
        "разместил", "автор статьи",
        "створив", "написав", "опубліковано", "написана от", "автор:", "συντάχθηκε από τον/την",
        "συντάχθηκε από",
        "γράφτηκε από", "συντάκτης", "συγγραφέας", "yazan", "yazar", "ekleyen", "gönderen",
        "napisao", "autor teksta",
        "objavio", "napisal", "avtor", "parašė", "autorius", "autors", "kirjutas", "autor ",
        "escrit per", "nork idatzia",
        "escrito por:", "tác giả", "viết bởi", "ditulis oleh", "oleh", "penulis", "nulis", "作者是", "作者",
        "撰写者", "撰寫者", "作者:",
        "投稿者", "作成者", "執筆者", "글쓴이", "작성자", "كتب بواسطة", "كتبه", "بقلم", "الكاتب", "נכתב על ידי",
        "נכתב ע''י",
        "מאת", "نوشته شده توسط", "نویسنده", "เขียนโดย", "ผู้เขียน", "เขียนโดย:", "shkruar nga",
        "autor/in",
        "skrevet af:", "submitted by:", "beigetragen von", "veröffentlicht durch",
        "eingetragen von", "posted in by",
    ),
    "modified": (
        "last updated on", "last updated", "last update", "last modified on", "last modified",
        "modified on", "modified",
        "updated on", "updated", "date modified", "letzte aktualisierung",
        "zuletzt aktualisiert am", "zuletzt aktualisiert",
        "aktualisiert am", "zuletzt geändert", "geändert am", "dernière mise à jour", "mis à jour",
        "mise à jour le", "mis à jour le",
        "modifié le", "última actualización", "ultima actualización", "actualizado en",
        "última actualización en", "última modificación",
        "modificado el", "ultimo aggiornamento", "ultimo aggiornamento:", "modificato il",
        "laatst aangepast op", "laatst aangepast",
        "laatst bijgewerkt op", "laatst bijgewerkt", "laatste aanpassing", "laatste wijziging",
        "última atualização", "atualizado em",
        "última atualização em", "actualizado em", "last changed", "senest opdateret",
        "sist oppdatert", "senast uppdaterad",
        "senast ändrad", "viimeksi päivitetty", "päivitetty", "poprawiony", "zmieniony",
        "ostatnia aktualizacja",
        "odsłona", "ostatnio zmieniany", "poslední úprava", "poslední aktualizace", "aktualizováno",
        "aktualizované",
        "posledná úprava", "naposledy aktualizované", "módosítás", "utolsó frissítés", "frissítve",
        "módosítás dátuma",
        "ultima actualizare", "ultima actualizare în", "actualizat", "обновлено",
        "последнее обновление", "изменено", "обновлено:",
        "последние изменения", "останнє оновлення", "оновлено", "последно променен",
        "последно обновяване",
        "τελευταία ενημέρωση", "ενημερώθηκε", "son güncelleme", "güncelleme",
        "son güncelleme tarihi", "ažurirano",
        "zadnja promjena", "zadnje ažurirano", "zadnjič posodobljeno", "atnaujinta",
        "pēdējās izmaiņas",
        "darrera actualització", "azken eguneratzea", "cập nhật ngày", "lần cập nhật cuối",
        "terakhir diperbaharui",
        "terakhir diperbarui", "pemutakhiran terakhir", "最后更新", "最近更新", "最後更新", "更新日", "最終更新日",
        "最終更新",
        "수정", "최종 업데이트", "마지막 업데이트", "آخر تحديث", "תאריך עדכון אחרון", "עודכן", "עדכון אחרון",
        "آخرین به روز رسانی",
        "آخرین بروزرسانی", "แก้ไขล่าสุด", "ปรับปรุงล่าสุด", "ostatnia zmiana", "utworzono zmiana",
        "modified date", "änderungsdatum", "date de modification", "fecha de modificación",
        "data modifica", "data de modificação", "aanpassingsdatum", "дата изменения",
        "ημερομηνία τροποποίησης",
    ),
    "published": (
        "published on", "published", "publish date", "publishing date", "date published",
        "veröffentlicht am",
        "veröffentlicht", "veröffentlichung", "publié le", "publication", "date de publication",
        "publicado en",
        "publicado el", "publicado", "fecha de publicación", "pubblicato", "pubblicato il",
        "data pubblicazione",
        "gepubliceerd op", "gepubliceerd", "gepubliceerd:", "publicado em", "udgivet",
        "udgivet den", "publisert", "publicerad",
        "publicerad den", "julkaistu", "opublikowano", "data publikacji", "publikováno",
        "zveřejněno", "publikované",
        "megjelent", "közzétéve", "publicat în", "publicat", "publicat pe", "опубликовано",
        "дата публикации", "публикация",
        "публикувана на", "публикувано", "δημοσιεύθηκε", "δημοσιεύτηκε", "δημοσίευση", "yayınlandı",
        "yayın tarihi",
        "yayınlanma", "objavljeno", "paskelbta", "publicēts", "avaldatud", "publicat el",
        "được đăng", "đăng ngày", "ngày đăng",
        "diterbitkan", "发布于", "发布", "發佈於", "公開日", "公開", "게시됨", "발행", "نشر بتاريخ", "نشر في",
        "نشرت في", "פורסם",
        "פורסם בתאריך", "منتشر شده در", "เผยแพร่", "เผยแพร่เมื่อ",
        "published date", "data de publicação", "publicatiedatum", "ημερομηνία δημοσίευσης",
    ),
    "created": (
        "created on", "created", "create date", "date created", "written on", "posted on",
        "erstellt am", "erstellt", "geschrieben am",
        "erstellungsdatum", "créé le", "création", "date de création", "creado", "creado en",
        "creado el", "creato",
        "creato il", "creato:", "data creazione", "aangemaakt op", "gemaakt op", "aangemaakt",
        "gecreëerd", "criado em", "criado",
        "oprettet", "oprettet den", "opprettet", "skapad", "skapad den", "luotu", "utworzono",
        "data utworzenia", "vytvořeno",
        "vytvorené", "létrehozva", "készült", "létrehozás dátuma", "creat în", "creat", "creat pe",
        "создано", "дата создания", "створено",
        "създадена на", "създадено", "δημιουργηθηκε", "δημιουργήθηκε", "oluşturulma", "oluşturuldu",
        "oluşturulma tarihi", "stvoreno",
        "kreirano", "ustvarjeno", "sukurta", "izveidots", "loodud", "creat el", "được tạo",
        "ngày tạo", "dibuat",
        "创建于", "创建", "建立於", "作成日", "작성", "작성일", "أنشئ بتاريخ", "أنشئ في", "נוצר", "נוצר בתאריך",
        "ایجاد شده در", "สร้างเมื่อ", "date",
        "datum", "дата", "data", "fecha", "posted",
        "created date", "erstelldatum", "fecha de creación", "data de criação", "aanmaakdatum",
        "ημερομηνία δημιουργίας",
    ),
    "category": (
        "category", "kategorie", "catégorie", "categoría", "categoria", "categorie", "kategori",
        "luokka", "kategoria",
        "kategória", "категория", "категорія", "κατηγορία", "kategorija", "published in",
        "posted in", "filed under", "in",
        "publié dans", "publicado en la categoría", "pubblicato in", "gepubliceerd in",
        "veröffentlicht in", "kategooria", "danh mục", "分类", "分類",
        "カテゴリ", "カテゴリー", "카테고리", "分類:", "القسم", "التصنيف", "المجموعة", "קטגוריה", "دسته", "مجموعه",
        "หมวดหมู่", "kategorien", "section",
        "bereich", "publicerad i", "opublikowano w", "опубликовано в", "размещено в", "раздел",
        "рубрика",
    ),
    "parent category": (
        "parent category", "übergeordnete kategorie", "catégorie parente", "categoría principal",
        "categoría padre",
        "categoria principale", "categoria padre", "hoofdcategorie", "bovenliggende categorie",
        "categoria pai", "categoria principal", "overordnet kategori",
        "överordnad kategori", "yläluokka", "kategoria główna", "nadrzędna kategoria",
        "kategoria nadrzędna", "nadřazená kategorie",
        "rodičovská kategória", "nadradená kategória", "szülő kategória", "categorie părinte",
        "родительская категория", "батьківська категорія", "γονική κατηγορία", "üst kategori",
        "ana kategori", "nadređena kategorija", "上级分类",
        "父分类", "親カテゴリ", "상위 카테고리", "القسم الرئيسي", "הורה",
    ),
    "hits": (
        "hits", "views", "read", "read times", "page views", "zugriffe", "aufrufe", "gelesen",
        "clics", "affichages", "lu", "visites", "visto",
        "visitas", "accesos",
        "vistas", "impactos", "visite", "letture", "letto", "gelezen", "treffers", "acessos",
        "acesso", "visualizações", "læst", "visninger", "treff",
        "visningar", "träffar", "osumat", "osumia", "katselukertoja",
        "odsłony", "odsłon", "wyświetleń", "czytany", "zobrazení", "počet zobrazení", "zobrazenia",
        "čítané", "találatok", "megtekintés", "accesări",
        "accesari", "vizualizări", "просмотров", "просмотры", "прочитано", "показов",
        "перегляди", "переглядів", "посещения", "преглеждания", "εμφανίσεις", "επισκέψεις",
        "προβολές", "gösterim", "okunma", "görüntüleme", "hitovi",
        "pregleda", "zadetki", "peržiūros", "skatījumi", "külastusi", "visites:", "lượt xem",
        "số lần xem", "dilihat", "klik",
        "点击数", "点击", "點擊數", "アクセス数", "閲覧数", "参照数", "조회수", "الزيارات", "كليك", "כניסות", "צפיות",
        "بازدید", "بازدیدها", "ฮิต", "จำนวนครั้ง",
    ),
    "tags": ("tags", "tag", "schlagwörter", "stichworte", "étiquettes", "mots-clés", "etiquetas",
        "etichette", "labels",
             "trefwoorden", "tagi", "štítky", "címkék", "etichete", "теги", "метки", "ετικέτες",
             "etiketler", "标签", "タグ",
             "keywords", "tagged under", "tagged"),
}






_SEPARATOR = r"\s*[:：]?\s*"


@cache
def table() -> tuple[re.Pattern[str], dict[str, FieldName]]:
    """The pattern of all labels, and the field of each. Of a label that two fields have, the one
    named last below counts."""
    names: tuple[FieldName, ...] = (
        "category",
        "parent category",
        "hits",
        "tags",
        "created",
        "published",
        "modified",
        "author",
    )
    fields = {label.strip().rstrip(":"): name for name in names for label in LABELS[name]}
    words = sorted(fields, key=len, reverse=True)
    pattern = re.compile(
        r"(?:^|(?<=[\s|.,;(/•·>–-]))("
        + "|".join(map(re.escape, words))
        + r")(?=[\s:：(]|$)"
        + _SEPARATOR,
        re.I,
    )
    return pattern, fields


@lru_cache(maxsize=1024)
def field_named(label: str) -> FieldName:
    """The field of a label that `table` matched. Letters that have no lower case of their own in the
    table ("İn" of Turkish capitals) match it all the same, so the label is looked for once more."""
    _, fields = table()
    if name := fields.get(label.lower()):
        return name
    return next(n for word, n in fields.items() if re.fullmatch(re.escape(word), label, re.I))


_CUTS = lazy_pattern(r"[\s|.,;(/•·>–:：-]+")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(
        _CUTS.split(label.strip())[0].lower() for names in LABELS.values() for label in names
    )


def may_hold(text: str) -> bool:
    """Whether any word of a text begins a label: a quick look before the search for labels."""
    return not _first_words().isdisjoint(_CUTS.split(text.lower()))


def field_of(text: str) -> tuple[FieldName, str] | None:
    """The field that a line such as "Written by Ann" tells and its value.

    None where no label begins the line.
    """
    pattern, _ = table()
    match = pattern.match(text.strip(" |(•·–-"))
    if not match:
        return None
    return field_named(match[1]), text.strip(" |(•·–-")[match.end() :].strip(" :|()•·–-")


def field_of_label(label: str) -> FieldName | None:
    """The field that a label names which stands apart from its value ("Author", "Hits:")."""
    field = field_of(f"{label.rstrip(' :')}: x")
    return field[0] if field else None


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing more."""
    field = field_of(text)
    return field is not None and not field[1]


def value(text: str, *names: FieldName) -> str:
    """`text` without the label of one of the fields `names` before it."""
    field = field_of(text)
    return field[1] if field and field[0] in names and field[1] else text.strip()


@cache
def _person() -> re.Pattern[str]:
    words = sorted({label.strip().rstrip(":") for label in LABELS["author"]}, key=len, reverse=True)
    return re.compile(
        r"^[\s(|–-]*(?:" + "|".join(map(re.escape, words)) + r")(?:\s*[:：]\s*|\s+)", re.I
    )


def person(text: str) -> str:
    """The name in "Written by Ann" and its like; empty where a label stands alone, as K2 prints it
    of an author who is deleted."""
    text = _LEADING_CONSTANT.sub("", CONSTANT.sub("", text))
    if text.strip(_AROUND).lower() in _author_labels():
        return ""
    for _ in range(2):
        text = _person().sub("", text, count=1)
    return _LABEL.sub("", text).strip(_AROUND)


def without_phrase(name: str) -> str:
    """The name without a label of two words or more before it ("Written by Ann"); a single word may
    be the name's own: "Von Trapp"."""
    pattern, _ = table()
    match = pattern.match(name.strip())
    labelled = match and " " in match[1] and field_named(match[1]) == "author"
    return person(name) if labelled else name


#: A label with a colon, in a language that no table here has: "تحریر کردہ: Lehrasap" (Urdu).
_LABEL = lazy_pattern(r"^\s*[^\W\d_][^:\d\n]{1,30}:\s+(?=\w)")


#: What may stand around a name.
_AROUND = " \t\n\xa0|,;:()–-"
#: A language constant that had no translation: `TPL_CONTENT_WRITTEN_BY`, `COM_CONTENT_CATEGORY`.
CONSTANT = lazy_pattern(r"\b(?:TPL|COM|PLG|MOD|LIB|K2|JGLOBAL)_[A-Z][A-Z0-9_]+\b\s*:?\s*")
#: One of a template's own (`POST_BY`) before a name; alone it may be a user's name: `WEB_MASTER`.
_LEADING_CONSTANT = lazy_pattern(r"^\s*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b\s*:?\s+(?=\S)")
#: What heads the details (`COM_CONTENT_ARTICLE_INFO`), as saved sites print it.
_DETAILS = (
    "details",
    "detalles",
    "detalhes",
    "detalji",
    "подробности",
    "информация о материале",
    "التفاصيل",
    "تفصیل",
)


def is_details(text: str) -> bool:
    """Whether a text is the heading of the details and no more."""
    return text.strip(_AROUND).lower() in _DETAILS


def without_details(text: str) -> str:
    """`text` without the heading of the details and its colon before it."""
    before, colon, after = text.partition(":")
    return after.strip() if colon and is_details(before) else text


@cache
def _author_labels() -> frozenset[str]:
    return frozenset(label.strip(_AROUND) for label in LABELS["author"])
