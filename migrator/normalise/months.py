"""The names of the months in the languages that Joomla has language packs for.

One line a language: twelve entries from January on, other spellings and cases of a month behind
`/`, `_` for a space within a name. Names are lower-case (NFKC). The facts are those of Unicode's
CLDR, checked against it by `tests/test_dates.py`, and the further spellings that language packs
use. An abbreviation needs no entry: `month_names.py` takes the first three letters or more of a
name."""

MONTHS: dict[str, str] = {
    "en": "january february march april may june july august september/sept october november december",
    "af": "januarie februarie maart april mei junie julie augustus september oktober november desember",
    "ar": (
        "يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/افريل مايو/أيار/ايار/ماي يونيو/حزيران/يونيه/جوان "
        "يوليو/تموز/يوليه/جويلية أغسطس/آب/أوت سبتمبر/أيلول/ايلول أكتوبر/تشرين_الأول/اكتوبر نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول"
    ),
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "be": (
        "студзень/студзеня люты/лютага сакавіка красавіка май/мая чэрвень/чэрвеня "
        "ліпень/ліпеня жнівень/жніўня верасень/верасня кастрычніка лістапада снежань/снежня"
    ),
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "bn": "জানুয়ারী/জানুয়ারি ফেব্রুয়ারী/ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "bs": "januar februar mart april maj juni juli august septembar oktobar novembar decembar",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "cs": (
        "leden/ledna února březen/března duben/dubna květen/května červen/června "
        "červenec/července srpen/srpna září říjen/října listopadu prosinec/prosince"
    ),
    "cy": "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "januar/jänner februar/feber märz april mai juni juli august september oktober november dezember",
    "el": (
        "ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου απρίλιος/απριλίου μάιος/μαΐου ιούνιος/ιουνίου "
        "ιούλιος/ιουλίου αύγουστος/αυγούστου σεπτέμβριος/σεπτεμβρίου οκτώβριος/οκτωβρίου νοέμβριος/νοεμβρίου δεκέμβριος/δεκεμβρίου"
    ),
    "eo": "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "eu": (
        "urtarrila/urtarrilaren otsaila/otsailaren martxoa/martxoaren apirila/apirilaren maiatza/maiatzaren ekaina/ekainaren "
        "uztaila/uztailaren abuztua/abuztuaren iraila/irailaren urria/urriaren azaroa/azaroaren abendua/abenduaren"
    ),
    "fa": (
        "ژانویهٔ/ژانویه فوریهٔ/فوریه مارس آوریل مهٔ/می/مه ژوئن "
        "ژوئیهٔ/ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر"
    ),
    "fi": (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta "
        "heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ga": "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair deireadh_fómhair samhain nollaig",
    "gl": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "hi": (
        "जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून "
        "जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर"
    ),
    "hr": (
        "siječanj/siječnja veljača/veljače ožujak/ožujka travanj/travnja svibanj/svibnja lipanj/lipnja "
        "srpanj/srpnja kolovoza rujan/rujna listopada studeni/studenoga prosinac/prosinca"
    ),
    "hu": "január február március április május június július augusztus szeptember október november december",
    "hy": "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ka": "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "km": "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "ku": "rêbendan sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh mijdar berfanbar",
    "lt": (
        "sausis/sausio vasaris/vasario kovas/kovo balandis/balandžio gegužės birželis/birželio "
        "liepa/liepos rugpjūtis/rugpjūčio rugsėjis/rugsėjo spalis/spalio lapkritis/lapkričio gruodis/gruodžio"
    ),
    "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "mk": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "ml": "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ",
    "ms": "januari februari mac april mei jun julai ogos september oktober november disember",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "nl": "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    "pl": (
        "styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maja czerwiec/czerwca "
        "lipiec/lipca sierpień/sierpnia wrzesień/września października listopada grudzień/grudnia"
    ),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ru": (
        "январь/января февраль/февраля марта апрель/апреля май/мая июнь/июня "
        "июль/июля августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря"
    ),
    "sk": (
        "januára februára marec/marca apríla mája júna "
        "júla augusta september/septembra október/októbra november/novembra december/decembra"
    ),
    "sl": "januar februar marec april maj junij julij avgust september oktober november december",
    "sq": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "sr-latn": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "sw": "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "ta": "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ug": "يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر",
    "uk": (
        "січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня "
        "липень/липня серпень/серпня вересень/вересня жовтень/жовтня листопада грудень/грудня"
    ),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
}

#: The Persian (solar) calendar, which fa-IR language packs use: Farvardin is the first month.
SOLAR = "فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند"
