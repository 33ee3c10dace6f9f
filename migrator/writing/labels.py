"""The words that new sites show around the articles, in the language of the site.

Source: the message files of Nikola 8.3.3 (`data/themes/base/messages`), which its translators
keep; a word that they left in English is English here.
"""

from __future__ import annotations

import re

from migrator.writing.writer import TargetWriter

NAMES = (
    "comments", "categories", "tags", "updated", "newer", "older", "skip", "original", "missing",
)  # fmt: skip
#: language -> its words, in the order of `NAMES`
# fmt: off
_WORDS: dict[str, tuple[str, ...]] = {
    "af": ("Opmerkings", "Kategorieë", "Etikette", "bygewerk", "Jonger plasings", "Ouer plasings", "Spring na die hoofinhoud", "Oorspronklike werf", "Niks gevind nie."),
    "ar": ("التّعليقات", "فئات", "تصنيفات", "مُحدَّثة", "مقالات أحدث", "مقالات أقدم", "انتقل إلى المحتوى الرئيسي", "الموقع الأصلي", "لا يوجد شيء."),
    "az": ("Şərhlər", "Kateqoriyalar", "Teqlər", "updated", "Yeni yazılar", "Köhnə yazılar", "Əsas mövzuya keç", "Original sayt", "Heç nə tapılmadı"),
    "bg": ("Коментари", "Категории", "Тагове", "updated", "Нови публикации", "Стари публикации", "Прескочи до основното съдържание", "Оригиналния сайт", "Нищо не е намерено."),
    "bs": ("Komentari", "Kategorije", "Oznake", "updated", "Novije objave", "Starije objave", "Preskoči na glavni sadržaj", "Izvorni sajt", "Ništa nije pronađeno."),
    "ca": ("Comentaris", "Categories", "Etiquetes", "actualitzat", "Entrades més recents", "Entrades més antigues", "Vés al comentari principal", "Lloc original", "No trobat"),
    "cs": ("Komentáře", "Kategorie", "Štítky", "updated", "Novější příspěvky", "Starší příspěvky", "Přeskočit na hlavní obsah", "Původní stránka", "Nic nebylo nalezeno."),
    "da": ("Kommentarer", "Kategorier", "Nøgleord", "updated", "Nyere indlæg", "Ældre indlæg", "Hop direkte til hovedindhold", "Oprindeligt hjemmeside", "Søgningen gav ingen resultater."),
    "de": ("Kommentare", "Kategorien", "Tags", "aktualisiert", "Neuere Einträge", "Ältere Einträge", "Springe zum Hauptinhalt", "Original-Seite", "Nichts gefunden."),
    "el": ("Σχόλια", "Κατηγορίες", "Ετικέτες", "ενημερωμένο", "Νεότερες αναρτήσεις", "Παλαιότερες αναρτήσεις", "Παράλειψη στο κυρίως περιεχόμενο", "Ιστοσελίδα αρχικής ανάρτησης", "Δε βρέθηκε περιεχόμενο"),
    "en": ("Comments", "Categories", "Tags", "updated", "Newer posts", "Older posts", "Skip to main content", "Original site", "Nothing found."),
    "eo": ("Komentoj", "Kategorioj", "Etikedoj", "ĝisdatigita", "Pli novaj artikoloj", "Pli malnovaj artikoloj", "Salti al ĉefenhavo", "Originala retejo", "Nenio trovita."),
    "es": ("Comentarios", "Categorías", "Etiquetas", "actualizado", "Publicaciones posteriores", "Publicaciones anteriores", "Ir al contenido principal", "Sitio original", "No se encontró nada."),
    "et": ("Kommentaarid", "Kategooriad", "Märksõnad", "updated", "Uued postitused", "Vanemad postitused", "Otse peamise sisu juurde", "Algallikas", "Midagi ei leitud."),
    "eu": ("Iruzkinak", "Kategoriak", "Etiketak", "updated", "Argitalpen berriagoak", "Argitalpen zaharragoak", "Joan eduki nagusira", "Jatorrizko gunea", "Ez da ezer aurkitu"),
    "fa": ("دیدگاه‌‌‌ها", "دسته‌ها", "برچسب‌ها", "updated", "ارسال‌های جدید‌تر", "پست‌های قدیمی‌تر", "متن اصلی را نادیده بگیر", "سایت اصلی", "هیچ‌چیزی پیدا نشد."),
    "fi": ("Kommentit", "Kategoriat", "Avainsanat", "päivitetty", "Uudempia kirjoituksia", "Vanhempia kirjoituksia", "Hyppää sisältöön", "Alkuperäinen sivusto", "Ei hakutuloksia."),
    "fr": ("Commentaires", "Catégories", "Étiquettes", "mis à jour", "Articles récents", "Anciens articles", "Aller au contenu principal", "Site d'origine", "Pas de résultats."),
    "fur": ("Coments", "Categoriis", "Tags", "inzornât", "Articui plui resints", "Articui precedents", "Va al test principâl", "Sît originâl", "Nol è stât cjatât nuie."),
    "gl": ("Comentarios", "Categorías", "Etiquetas", "updated", "Últimos artigos", "Artigos vellos", "Saltar ó contido principal", "Sitio orixinal", "Non se atopou nada."),
    "he": ("הערות", "קטגוריות", "תגים", "updated", "פוסטים חדשים", "פוסטים ישנים", "דלג לתוכן ראשי", "אתר המקורי", "לא נמצא"),
    "hi": ("टिप्पणियाँ", "श्रेणियाँ", "टैग्स", "संशोधित", "नई पोस्ट", "पुरानी पोस्ट", "मुख्य विषयवस्तु में जाएं", "मूल साइट", "कुछ नहीं मिला"),
    "hr": ("Komentari", "Kategorije", "Tagovi", "updated", "Noviji postovi", "Stariji postovi", "Preskoči na glavni sadržaj", "Izvorna stranica", "Nema ničeg."),
    "hu": ("Hozzászólások", "Kategóriák", "Címkék", "updated", "Újabb bejegyzések", "Régebbi bejegyzések", "Ugrás a főtartalomra", "Eredeti honlap", "Nincs találat."),
    "ia": ("Commentos", "Categorias", "Etiquettas", "actualisate", "Entratas plus recente", "Entratas plus vetule", "Salta al contento principal", "Sito original", "Nihil esseva trovate."),
    "id": ("Komentar", "Kategori", "Tag", "diperbarui", "Tulisan lebih baru", "Tulisan lebih lama", "Lanjutkan ke konten utama", "Situs orisinal", "Tidak ditemukan."),
    "it": ("Commenti", "Categorie", "Tag", "aggiornato", "Articoli più recenti", "Articoli precedenti", "Vai al testo principale", "Sito originale", "Non trovato."),
    "ja": ("コメント", "カテゴリー", "タグ", "更新日時", "新しい記事", "過去の記事", "本文を読み飛ばす", "元のサイト", "なにも見つかりませんでした。"),
    "ko": ("댓글", "분류", "태그", "업데이트됨", "최신 포스트", "옛날 포스트", "주 콘텐츠로 바로가기", "출처", "검색 결과 없음."),
    "lt": ("Komentarai", "Kategorijos", "Žymės", "updated", "Naujesni įrašai", "Senesni įrašai", "Pereiti į pagrindinį turinį", "Originalo svetainė", "Nieko nerasta."),
    "mi": ("Nga korero", "Kāwai", "Tūtohu", "whakahoutia", "Nga pou hou", "Nga pou tawhito", "Haere ki te ihirangi matua", "Pae tukutuku", "Kīhai i kitea"),
    "ml": ("കമന്റുകള്‍", "വിഭാഗങ്ങള്‍", "ടാഗുകള്‍", "പുതുക്കിയത്", "പുതിയ രചനകള്‍", "പഴയ രചനകള്‍", "പ്രധാന ഉള്ളടക്കത്തിലേക്ക് നേരെ പോവുക", "യഥാര്‍ഥ സൈറ്റ്", "ഒന്നും ലഭ്യമല്ല."),
    "mr": ("टिप्पण्या", "श्रेणी", "टॅग्ज", "अद्यतनित", "नवीन पोस्ट्स", "जुने पोस्ट", "मुख्य सामग्रीकडे जा", "मूळ साइट", "काहीही सापडले नाही."),
    "nb": ("Kommentarer", "Kategorier", "Merker", "updated", "Nyere innlegg", "Eldre innlegg", "Hopp til hovedinnholdet", "Opprinnelig side", "Fant ingenting."),
    "nl": ("Commentaar", "Categorieën", "Tags", "bijgewerkt", "Nieuwere berichten", "Oudere berichten", "Ga door naar de hoofdinhoud", "Originele site", "Niets gevonden."),
    "oc": ("Comentaris", "Categorias", "Etiquetas", "actualizada", "Publicacions mai recentas", "Publicacions mai ancianas", "Passar al contengut màger", "Site original", "Res pas trobat."),
    "pa": ("ਟਿੱਪਣੀਆਂ", "ਸ਼੍ਰੇਣੀ", "ਟੈਗ", "ਅੱਪਡੇਟ ਕੀਤਾ", "ਨਵੀਆਂ ਲਿਖਤਾਂ", "ਪੁਰਾਣੀਆਂ ਲਿਖਤਾਂ", "ਮੁੱਖ ਸਮੱਗਰੀ ਵੱਲ ਜਾਓ", "ਅਸਲ ਸਾਈਟ", "ਕੁਝ ਨਹੀਂ ਲੱਭਿਆ |"),
    "pl": ("Komentarze", "Kategorie", "Tagi", "aktualizacja", "Nowsze posty", "Starsze posty", "Przejdź do treści", "Oryginalna strona", "Nic nie znaleziono."),
    "pt": ("Comentários", "Categorias", "Etiqueta", "Actualizado", "Textos publicados mais recentes", "Textos publicados mais antigos", "Saltar para o conteúdo principal", "Sítio original", "Nada encontrado."),
    "pt-br": ("Comentários", "Categorias", "Tags", "Atualizado", "Posts mais recentes", "Posts mais antigos", "Pular para o conteúdo principal", "Site original", "Nada encontrado."),
    "ro": ("Comentarii", "Categorii", "Etichete", "actualizat", "Articole recente", "Articole vechi", "Sări la conținutul principal", "Pagină originală", "Nimic găsit."),
    "ru": ("Комментарии", "Категории", "Тэги", "updated", "Новые записи", "Старые записи", "Перейти к главному содержимому", "Оригинальный сайт", "Ничего не найдено."),
    "sk": ("Komentáre", "Kategórie", "Štítky", "updated", "Novšie príspevky", "Staršie príspevky", "Skočiť na hlavný obsah", "Pôvodná stránka", "Nič nenájdené."),
    "sl": ("Komentarji", "Kategorije", "Značke", "updated", "Novejše objave", "Starejše objave", "Preskoči na glavno vsebino", "Izvorna spletna stran", "Brez zadetkov."),
    "sq": ("Komente", "Kategori", "Etiketa", "updated", "Postime më të reja", "Postime më të vjetra", "Shko tek përmbajtja kryesore", "Faqja origjinale", "Nuk është gjetur asgjë."),
    "sr": ("Коментари", "Категорије", "Тагови", "updated", "Новији постови", "Старији постови", "Прескочи на главни садржај", "Оригинал сајт", "Није ништа пронађено."),
    "sr-latin": ("Komentari", "Kategorije", "Oznake", "updated", "Novije objave", "Starije objave", "Preskoči na glavni sadržaj", "Izvorni sajt", "Ništa nije pronađeno."),
    "sv": ("Kommentarer", "Kategorier", "Taggar", "updated", "Nya inlägg", "Äldre inlägg", "Hoppa till huvudinnehåll", "Originalsida", "Inget hittat."),
    "te": ("వ్యాఖ్యలు", "వర్గాలు", "ట్యాగ్లు", "నవీకరించబడింది", "కొత్త టపాలు", "పాత టపాలు", "ప్రధాన విషయానికి వెళ్ళు", "వాస్తవ సైట్", "ఏదీ కనుగొనబడలేదు."),
    "th": ("ความคิดเห็น", "หมวดหมู่", "แท็ก", "updated", "โพสต์มาใหม่", "โพสต์เก่า", "ข้ามไปหน้าหลัก", "เว็บไซต์ที่มา", "ไม่พบ"),
    "tr": ("Yorumlar", "Kategoriler", "Etiketler", "güncellendi", "Daha yeni yazılar", "Daha eski yazılar", "Ana içeriğe geç", "Orjinal web sayfası", "Hiçbir şey bulunamadı."),
    "uk": ("Коментарі", "Категорії", "Теги", "оновлено", "Новіші статті", "Старіші статті", "Перейти до основного матеріалу", "Оригінал сайту", "Нічого не знайдено"),
    "ur": ("تبصرے", "زمرے", "ٹیگز", "تازہ کاری", "نئی تحاریر", "پرانی تحاریر", "مرکزی متن پر جائیں", "اصلی سائٹ", "کچھ نہیں مل سکا۔"),
    "vi": ("Bình luận", "Thể loại", "Thẻ", "Đã được cập nhật", "Bài viết gần đây", "Bài viết trước đây", "Chuyển đến nội dung chính", "Trang gốc", "Không có kết quả."),
    "zh-cn": ("评论", "分类", "标签", "已更新", "较新的文章", "以前的文章", "跳到主内容", "原文地址", "没有找到。"),
    "zh-tw": ("迴響", "分類", "標籤", "updated", "較新的文章", "較舊的文章", "略過主內容", "原始網站", "沒有找到。"),
}
# fmt: on


#: Languages written from right to left (CLDR, as Babel 2.19 gives it), by the first part of a tag.
_RIGHT_TO_LEFT = frozenset(
    ("apc", "ar", "ary", "bal", "bgn", "bqi", "brh", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn",
     "nqo", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi")
)  # fmt: skip


def words(language: str | None) -> dict[str, str]:
    """The words by their names, in `language` (`pt-BR`, `pl`), and its `direction` (`ltr`, `rtl`);
    in English where it is unknown."""
    code = (language or "en").lower().replace("_", "-")
    row = _WORDS.get(code) or _WORDS.get(code.partition("-")[0]) or _WORDS["en"]
    return {**dict(zip(NAMES, row, strict=True)), "direction": direction(language)}


def direction(language: str | None) -> str:
    """How a language is written: `ltr` or `rtl`."""
    main = re.split("[-_]", language or "")[0].lower()
    return "rtl" if main in _RIGHT_TO_LEFT else "ltr"


def comments_heading(writer: TargetWriter, count: int) -> str:
    """The heading above the comments of an article, with their number; no plural is needed."""
    return f"{words(writer.site.structure.language)['comments']} ({count})"
