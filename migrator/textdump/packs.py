"""What Joomla prints around articles in the languages of its packs, lower-case, by purpose.

Source: the language files of 70 packs of Joomla 3 (com_content, com_contact, com_search,
mod_breadcrumbs, mod_login, plg_content_pagebreak, plg_content_vote and the general file), read in
one public site with all of them. Marks at the ends are cut off; words that a pack has left in
English are not repeated."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split("|"))


#: Print and e-mail, beside a title.
BUTTONS = _set(
    """afdrukken|argraffu|barua|bài|cetak|chapa|correo|correu-e|courriel|drucken|druk|drukuj|
    e-bost|e-mail|e-naslov|e-pos|e-post|e-posta|el.|electrónico|elektronikoa|email|gửi|
    imprimeix|imprimer|imprimir|in|inprimatu|ispis|natisni|nyomtatás|này|pepe|posta|pošta|
    print|priontáil|ríomhphost|skriv|stampa|sähköposti|trüki|tulosta|udskriv|ut|utskrift|
    vytisknout|vytlačiť|yazdır|ýazdyr|štampa|εκτύπωση|ηλεκτρονικό|ταχυδρομείο|друк|друкаваць|
    е-мейл|е-пошта|ел.|печат|печати|печать|пошта|штампа|דואל|הדפסה|ئېلخەت|الإلكتروني|البريد|
    ایمیل|بېسىپ|طباعة|چاپ|چىقىرىش|ܐܠܟܬܪܘܢܝܐ|ܒܝܠܕܪܐ|ܛܒ݂ܥܬܐ|ईमेल|मुद्रण|அச்சிடுக|மின்-அஞ்சல்|
    තැපෑල|මුද්‍රණය|විද්‍යුත්|พิมพ์|อีเมล|གློག་འཕྲིན།|ཡིག་པར་བཏབ།|დაბეჭდვა|ელ-ფოსტა|បោះពុម្ព|
    អ៊ីមែល|メール|列印|印刷|打印|이메일|출력"""
)

#: The link to the article before.
PREVIOUS = _set(
    """ant|anterior|aurrekoa|blaenorol|edellinen|edeltävät|eelmine|eelmised|előző|forrige|
    föregående|førre|iliopita|indietro|nazaj|para|para ardhesee|poprzedni artykuł|poprzednia|
    precedente|predch|predchádzajúce|prejšnji|prethodna|prethodno|prev|previo|previous|
    précédent|předchozí|roimhe seo|sebelumnya|tilbake|trang trước|vorige|zurück|önceki|öňki|
    προηγούμενο|назад|папярэдні|попередня|пред|предишна|предыдущий|претходна|претходно|קודם|
    ئالدىنقى بەت|السابق|قبل|قبلی|ܕܥܒ݂ܪ|पिछला|पीछे|முந்தைய|පෙර|ก่อนหน้า|སྔོན་མ།|སྔོན།|წინა|មុន|
    上一篇|上页|前へ|이전"""
)

#: The link to the article after.
NEXT = _set(
    """ar aghaidh|avanti|berikutnya|další|hurrengoa|ifuatayo|järgmine|következő|nasl|naslednji|
    następny artykuł|nesaf|neste|next|nästa|næste|próximo|seguinte|següent|seuraava|siguiente|
    sledeća|sledjeća|sljedeća|sljedeće|sonraki|soňky|suivant|tjetra|trang sau|volgende|weiter|
    επόμενο|вперёд|наперад|наступна|следваща|следећа|следно|הבא|التالي|بعدی|كېيىنكى بەت|ܒܬ݂ܪܐ|
    अगला|அடுத்த|ඊළඟ|ต่อไป|ཤུལ་མམ།|შემდეგი|បន្ទាប់|下一篇|下页|次へ|다음"""
)

#: The heading over the list of details.
DETAILS = _set(
    """ayrıntılar|chi tiết|detail|details|detaje|detalhes|detaljar|detaljer|detalji|detalles|
    detalls|detaļas|dettagli|détails|gegevens|jikme-jik bilgi|lisainfo|maelezo|manylion|
    mionsonraí|podrobnosti|részletek|szczegóły|tietoja|xehetasunak|πληροφοριακά στοιχεία|
    детайли|детали|деталі|детаљи|падрабязнасці|подробности|פרטים|التفاصيل|توضیحات|
    تەپسىلىي ماتېرىيالى|جزئیات|ܐܪ̈ܝܟ݂ܘܬܐ|विवरण|விவரங்கள்|විස්තර|รายละเอียด|རྒྱས་བཤད་ཚུ་|
    დეტალები|សេចក្ដី​លម្អិត|背景资料|詳細|詳細內容|자세히"""
)

#: What a pathway begins with.
HERE = _set(
    """aktuelle seite|aktīvā pozīcija|anda disini|buradasınız|bạn đang ở|du er her|du är här|
    estàs aquí|está aquí|está em|je ketu|jesteś tutaj|jste zde|jy is hier|nachádzate sa tu|
    nahajate se|nalazite se ovdje|olet tässä|rydych chi yma|sa oled siin|sei qui|siz şu ýerde|
    tusa anseo|u bent hier|u bevindt zich hier|uko hapa|usted está aquí|vi ste ovde|
    vi ste ovdje|você está aqui|vostede está aquí|vous êtes ici|you are here|zu hemen zaude|
    ön itt van|βρίσκεστε εδώ|ви сте овде|ви тут|вие сте на|вие сте тук|вы здесь|вы тут|אתם כאן|
    أنت هنا|شما اینجا هستید|مسیر شما|نۆۋەتتىكى ئورنى|ܐܢ݇ܬ ܝܘܬ ܠܐܟܼܐ|आप यहाँ हैं|இருக்குமிடம்|
    ඔබ මෙතැනය|คุณอยู่ที่|ཁྱོད་ནཱ་ལུ་ལྷོད་ཅི་་་|თქვენ აქ ხართ|ទីតាំង​របស់​អ្នក៖|当前位置：|
    您目前位置：|現在地|현재위치"""
)

#: The first item of a pathway.
HOME = _set(
    """accueil|anasayfa|baile|baş sahypa|beranda|domov|entrada|etusivu|főlap|hafan|hasiera|
    heim|hem|hjem|hlavná stránka|home|inici|inicio|naslovnica|nyumbani|pealeht|početak|
    página principal|start|startseite|sākums|trang chủ|tuiste|úvodní stránka|αρχική|галоўная|
    главная|головна|дома|начало|почетак|עמוד הבית|الرئيسية|باش بەت|خانه|صفحه‌ی نخست|ܫܘܪܝܐ|घर|
    முகப்பு|මූලය|หน้าแรก|གདོང་ཤོག།|მთავარი|ទំព័រ​មេ|ホーム|首頁|首页"""
)

#: The heading of an index of pages.
INDEX = _set(
    """article index|artikel index|artikel inhoud|artikelindeks|artikelindex|
    artikkelin hakemisto|artikkelindeks|artikli sisukord|artikulu indizea|beitragsseiten|
    chỉ mục bài viết|indeks artikel|indeks artikujsh|indeks članaka|indeks članka|
    index de l'article|indice articoli|innéacs na nalt|kazalo člankov|makale dizini|
    materýal mazmuny|mynegai erthyglau|obsah článku|saturs|seznam článků|spis treści|
    tartalomjegyzék|ujoto wa makala|índex de l`article|índice de artigos|índice de artículos|
    índice del artículo|índice do artigo|ευρετήριο άρθρου|змест матэрыялу|зміст статті|
    индекс на артикл|индекс на статията|индекс чланака|содержание материала|אינדקס מאמר|
    فهرس المقال|فهرست مطلب|ماقالە ئىندېكسلاش|ܡܚܘܝܢܐ ܕܡܐܡܪܐ|अनुच्छेद सूचकांक|கட்டுரைச் சுட்டு|
    ලිපි ලැයිස්තුව|สารบัญ|རྩོམ་བྲིས་ཀྱི་སྒྱུར་ཨང།|სტატიის სარჩევი|លិបិក្រម​អត្ថបទ|文章索引|
    記事インデックス|문서 색인"""
)

#: The link to the rest of an article.
MORE = _set(
    """bővebben|czytaj więcej|darllen mwy|devamını oku|dowamyny oka|gehiago irakurri|
    lasīt tālāk|leer más|lees meer|lees verder|leggi tutto|leia mais|ler mais|ler máis|
    les meir|les mer|lire la suite|llegeix més|loe edasi|lue lisää|läs mer|læs mere|
    léigh tuilleadh|opširnije|preberi več|preberite več|read more|selengkapnya|soma zaidi|
    weiterlesen|xem thêm|xem tiếp|číst dál|čítať ďalej|διαβάστε περισσότερα|περισσότερα|
    детальніше|опширније|падрабязней|повеќе|подробнее|прочети още|המשך קריאה|קרא עוד|
    ادامه مطلب|ادامه‌ی|اِقرأ المزيد|داۋامىنى ئوقۇش|ܩܪܝ ܝܬܝܪ|और अधिक पढ़ें|और पढ़ें|
    மேலும் படிக்க|තවත් කියවන්න|อ่านเพิ่มเติม|མངམ་ལྷག་་་་|ვრცლად|អាន​បន្ត|អាន​បន្ត៖|続きを読む|
    閱讀全文|閱讀全文：|阅读更多|阅读更多：|더 읽기"""
)

#: What stands before the votes.
RATING = _set(
    """användarbetyg|avaliação do usuário|avalie, por favor|betygsätt|bewertung|bitte bewerten|
    brugervurdering|brukarvurdering|brukervurdering|bạn đánh giá|calificación del usuario|
    erabiltzailearen balorazioa|gebruiker beoordeling|gebruiker resensie|gebruikerswaardering|
    gelieve te beoordelen|gi en vurdering|gje ei vurdering|haýyş baha beriň|
    hodnocení uživatelů|hodnotenie používateľov|hodnoťte prosím|kasutaja hinnang|
    korisnička ocjena|kullanıcı oyu|käyttäjän arvio|kérjük, értékelje|lewer resensie asb|
    lietotāju novērtējums|lütfen oylayın|lūdzu novērtējiet|mesedez, baloratu|
    mesurwch gwerth os gwelwch yn dda|molimo ocijenite|note utilisateur|ocena korisnika|
    ocena uporabnikov|ocena użytkowników|ocenite|ocijenite|ocjena korisnika|ocjene članaka|
    olvasóink értékelése|palun hinda|penilaian|please rate|por favor califique|
    por favor, avalie|por favor, vote|prosimo ocenite|proszę, oceń|prosím, ohodnoťte|ratio|
    ràtio|rátáil|rátáil an phobail|sgôr defnyddiwr|silakan nilai|tafadhali peana kura yako|
    tathmini ya mtumiaji|ulanyjylaryň bahalandyrmasy|user rating|valora|valoración|valuta|
    valutazione attuale|valuto|veuillez voter|vleresimi aktual|voeg waardering toe|
    voit arvioida|votos do utilizador|vurder venligst|xin hãy xếp hạng|αξιολόγηση χρήστη|
    παρακαλώ αξιολογήστε|ацэніце|будь ласка, поставте оцінку|моля оценете|оцена корисника|
    оценете|оцените|пожалуйста, оцените|потребителски рейтинг|рейтинг|рейтинг користувача|
    рејтинг на корисник|рэйтынг|אנא דרגו|דירוג משתמשים|امتیاز کاربر|امتیاز کاربران|
    بېلەت تاشلاڭ|تقييم المستخدم|قوللانغۇچىلار باھاسى|لطفا رای دهید|لطفا قم بالتقييم|
    لطفاً رأی دهید|ܐܢ ܒܣܡܐܠܘܟܼ ܣܦܘܪ|ܡܩܝܡܢܘܬܐ ܕܡܦܠܚܢܐ|कृपया दर|प्रयोक्ता रेटिंग|
    தயவுசெய்து மதிப்பிடுக|பயனாளர் மதிப்பீடு|කරුණාකර වටිනාකම නියම කරන්න|පරිශීලකයන්ගේ ඇගයුම|
    กรุณาให้คะแนน|ให้เรตสมาชิก|ལག་ལེན་པའི་ལེགས་ཉེས་ཚད་རྟགས་་་|ལེགས་ཉེས་ཚད་རྟགས་བཀལ་གནང།|
    გთხოვთ შეაფასოთ|რეიტინგი|សូម​វាយតម្លៃ|អ្នកប្រើប្រាស់​វាយតម្លៃ៖|この記事の評価|會員評分：|
    用户评价：|評価してください|請評分|请评级|사용자 등급"""
)

#: The fields and headings of a form to a contact.
CONTACT = _set(
    """aihe|anfon copi atoch eich hun|anfon e-bost|assumpte|assunto|asunto|bericht|besked|
    betreff|bidali kopia zeure buruari|bidali mezu elektronikoa|bidali posta elektronikoa|
    boodskap|contact form|contactformulier|dergo email|dergo nje kopje ne emailin tuaj|
    e-mail een kopie van dit bericht naar uzelf|e-mail küldése|e-mail senden|e-mail verzenden|
    e-posta gönder|eine e-mail senden|eine kopie dieser mail erhalten|emne|envia correu|enviar|
    enviar copia a sí mismo|enviar correo electrónico|enviar correo-e|enviar cópia para mim|
    enviar email|enviar um email|enviar un correo electrónico|enviar un correu electrònic|
    enviarme unha copia|envoyer|envoyer un courriel|envoyer un e-mail|
    envoyer une copie à votre adresse|envíeme una copia|ffurflen gyswllt|foirm theagmhála|
    fomu ya mawasiliano|formulaire de contact|formulari de contacte|formulario de contacto|
    formularz kontaktowy|formulir kontak|formulário de contacto|formulário de contato|gaia|
    gửi bản sao cho bạn|gửi email|habarlaşma formy|hat|haty ugrat|hatyň nusgasyny özüňe ugrat|
    inserire un messaggio|invia email|invia un'email|invia una copia alla tua email|
    i̇letişim formu|jitumie nakili|judul|kapcsolat űrlap|kichwa|kirim email|
    kirim salinan kepada diri sendiri|kontakt forma|kontakt obrazac|kontaktforma|
    kontaktformular|kontaktformulär|kontaktni obrazec|kontaktní formulář|kontaktný formulár|
    kontaktskjema|kontaktu inprimakia|kontakvorm|konu|kopija uz manu e-pastu|
    kopyasını kendinize gönderin|lähetä kopio itsellesi|lähetä sähköposti|meddelande|melding|
    mensagem|mensaje|mensaxe|mesaj|message|mezua|missatge|modul kontakti|modulo contatti|
    mowzuk|másolat küldése saját részre|nachricht|naslov|naslov poruke|neges|nội dung|
    objekti i mesazhit|odeslat|odeslat si kopii|odoslať e-mail|oggetto del messaggio|onderwerp|
    pealkiri|pesan|poruka|poslat email|poslať kópiu aj na moju adresu|pošalji|pošalji e-mail|
    pošalji kopiju poruke sebi|pošaljite el. poštu|pošaljite kopiju sebi|pošlji|pošlji e-pošto|
    pošlji kopijo sebi|predmet|pwnc|předmět|saada e-mail|saada kiri|
    saada koopia sellest sõnumist oma e-posti aadressile|send an email|send besked|
    send copy to yourself|send e-mail|send e-post|send email|send en e-mail|send en e-post|
    send en kopi til dig selv|send kopi til deg selv|send kopi til deg sjølv|
    seol cóip chugat féin|seol ríomhphost|shkruaj nje mesazh|skicka|
    skicka en kopia till dig själv|skicka ett mail|sporočilo|správa|stuur 'n epos|
    stuur 'n kopie aan jouself|stuur e-pos|stuur een kopie naar uzelf|subject|sujet|sõnum|
    sūtīt e-pastu|tagasiside vorm|teachtaireacht|temat|tiêu đề|tuma barua pepe|tárgy|ujumbe|
    verstuur e-mail|viesti|vull rebre una còpia|wiadomość|wyślij e-mail|wyślij kopię do siebie|
    wyślij list|yhteydenottolomake|zadeva|zend e-mail|zend een e-mail|ziņa|ziņas nosaukums|
    zpráva|ábhar|ämne|üzenet|αποστολή αντίγραφου σε σασ|αποστολή μηνύματοσ|θέμα|μήνυμα|
    φόρμα επαφήσ|адправіць копію гэтага паведамлення на ваш адрас|адправіць паведамленне|
    изпратете е-мейл|изпращане на копие и до моя е-мейл|испратете си копија до вас|
    испрати е-порака|контакт форма|контактна форма|надіслати електронного листа|
    надіслати копію собі|наслов поруке|отправить копию этого сообщения на ваш адрес|
    отправить письмо|отправить сообщение|паведамленне|повідомлення|порака|порука|пошаљи|
    пошаљите ел. пошту|пошаљите копију себи|прати е-порака|предмет|сообщение|съобщение|тема|
    тэма|форма за контакт|форма зваротнай сувязі|форма обратной связи|הודעה|טופס יצירת קשר|
    נושא|שילחו הודעה לעצמכם|שליחת הודעת דוא"ל|إرسال البريد الإلكتروني|
    إرسال نسخة من هذه الرسالة إلى عنوان بريدك الإلكتروني|ئالاقىلاشقۇچى تېمىسى|
    ئالاقىلاشقۇچىغا ئېلخەت يوللاش|ئۆزىڭىزگە يوللامسىز؟|ئېلخەت مەزمۇنى|ئېلخەت يوللاش|
    ارسال ایمیل|ارسال بريد الكتروني|ارسال یک نسخه به خودتان|ارسال یک کاپی به خود|الرسالة|
    الموضوع|عنوان|فرم ارتباط با سایت|فرم تماس|متن پیام|موضوع|نموذج الاتصال|پیام|ܐܓܪܬܐ|
    ܐܣܟܝܡܐ ܕܡܘܛܝܐ|ܡܠܘܐܐ|ܫܕܪ ܒܝܠܕܪܐ ܐܠܟܬܪܘܢܝܐ|ܫܕܪ ܚܕܐ ܐܨܚܬܐ ܩܐ ܓܢܘܟܼ|अपने आप को प्रतिलिपि भेजें|
    ईमेल भेजें|विषय|संदेश|संपर्क प्रपत्र|ஒரு மின்-அஞ்சலை அனுப்புக|செய்தி|தலைப்பு|
    தொடர்புப் படிவம்|நகலைத் தங்களுக்கும் அனுப்புக|மின்-அஞ்சலை அனுப்புக|පණිවුඩය|මාතෘකාව|
    මෙහි පිටපතක් ඔබටම යවන්න|විද්‍යුත් තැපෑල යවන්න|හැඳුනුම් පෝරමය|ข้อความ|ส่งสำเนาให้ฉันด้วย|
    ส่งอีเมล|เรื่อง|แบบฟอร์มการติดต่อ|ཁྱོད་ར་ལུ་ འདྲ་ཅིག་བསྐྱལ།|གློག་འཕྲིན་ བསྐྱལ།|དོན་ཚན།|
    བརྡ་འཕྲིན།|འབྲེལ་འཐབ་འབྲི་ཤོག|ასლის გამოგზავნა თქვენ მისამართზე|გაგზავნა|გზავნილის თემა|
    ელ-ფოსტის გაგზავნა|უკუკავშირის ფორმა|შეტყობინება|ទម្រង់​ទំនាក់ទំនង|ប្រធានបទ|
    ផ្ញើ​ច្បាប់​ចម្លង​ជូន​អ្នក|ផ្ញើ​អ៊ីមែល|សារ|お問い合わせフォーム|コピーを送信する|タイトル|
    メッセージ|メールを送信|主旨|主题|发送电子邮件|发送邮件|正文|發送一封電子郵件|
    發送副本给自己|發送電子郵件|给自己发送一份副本|聯絡表單|訊息|送信|메시지|연락처 양식|
    이메일 보내기|자신에게 복사본을 보냄|제목"""
)

#: What stands around lists: how many to display, categories below.
LISTS = _set(
    """affichage|alakategoriat|alamkategooriaid|alkategóriák|alt kategoriler|amosar|anzeige|
    azpikategoriak|bistaratu kopurua|cantidad a mostrar|chuyên mục phụ|dangos|display|exibir|
    fochatagóirí|görkeziliş №|görüntüleme sayısı|hiển thị|is-gategorïau|jamii ya chini|mostra|
    mostrar|näita korraga|näytä|onyesha|podkategorie|podkategorije|podkategórie|pokaż|
    potkategorije|prikaz|prikaži|qtd. a mostrar|shfaq n|sottocategorie|sous-catégories|
    sub kategori|sub kategorýa|subcategorias|subcategories|subcategorieën|subcategorías|
    subkategorieëe|taispeáin|tal som skal visast|tampilkan|toon|tételek|underkategoriar|
    underkategorier|unterkategorien|vertoon|vis|vis ant|visa|visualizza n|weergegeven|
    zobr. počet|zobrazit|εμφάνιση|υποκατηγορίεσ|дочірні категорії|кол-во строк|коль-ць радкоў|
    падкатэгорыі|подкатегории|покажи брой|показати|поткатегорије|прикажи|приказ|הצגת|
    תתי-קטגוריות|تارماق كاتېگورىيە تىزمىسى|زیر مجموعه ها|زیر مجموعه‌ها|عدد الإظهارات|
    مجموعات فرعية|نمایش|ھەر بەتتە كۆرسىتىلىدىغىنى|ܡܢܝܢܐ ܕܡܚܙܝܬ̈ܐ|ܩܘܒܘܚܝܬ̈ܐ ܦܪ̈ܥܝܐ|उपश्रेणियाँ|
    प्रदर्शन|உட்பிரிவுகள்|காட்டுக|අනු-ප්‍රවර්ගයන්|පෙන්වන්න|หมวดหมู่รอง|แสดง|གསལ་སྟོན་|
    དབྱེ་རིམ་ཡན་ལག|ქვეკატეგორიები|ჩვენება|ចំនួនបង្ហាញ|ជំពូក​រង|サブカテゴリ|子分類|子类列表|
    每页显示数|表示数|顯示數目|디스플레이|하위 카테고리"""
)

#: Labels of the page of search results.
SEARCH = _set(
    """arama anahtar sözcükleri|bilatu gako-hitza|bilatu soilik|buscar palabras clave|
    buscar solamente|buscar solo en|buscar só|cari hanya|cerca només a|cerca solo|
    cercar paraules clau|chwilio gair allweddol|chỉ tìm trong|cuardaigh eochairfhocal|
    dim ond chwilio|diňe şuny gözle|etsi vain|gözleg sözjükleri|hakusana|hledané slovo|
    hľadané kľúčové slovo|išči po ključnih besedah|kata kunci pencarian|keresendő kulcsszó|
    keresés csak a következő(k)ben|ključna reč za pretragu|ključna riječ za pretragu|
    meklējamā frāze|meklēt tikai|neno unalotaka kutafuta|nur suchen|ná cuardaigh ach|
    otsi ainult|otsi märksõna|palabra a buscar|parole chiave di ricerca|pesquisar apenas|
    pesquisar palavra-chave|pesquisar somente|poszukiwane słowo|prehľadávať len|
    rechercher uniquement dans|sadece burada ara|samo iskanje|samo traženje|search keyword|
    search only|soek alleenlik vir|soektog sleutelwoord|suchwörter|sök bara i|sök ord|søg kun|
    søgenøgleord|søk bare i|søk berre i|søkeord|tafuta pekee|termo de pesquisa|traži pojam|
    traži samo|término de búsqueda|từ khóa cần tìm|vyhledat pouze|wyszukaj tylko|
    zoek alleen in|zoek naar trefwoord|zoekterm|élément à rechercher|αναζήτηση για λέξη-κλειδί|
    αναζήτηση μόνο για|баран збор|барај само|ключова дума|ключове слово для пошуку|
    кључна реч за претрагу|область пошуку|ограничение области поиска|само тражење|
    текст для поиска|търсене само в|шукаць па|шукаць толькі ў|חיפוש בלבד|חיפוש מילת מפתח|
    ئاچقۇچلۇق سۆز ئارقىلىق ئىزدەش|البحث فقط|جستجو بر اساس کلمات کلیدی|جستجو تنها در|فقط جستجوی|
    كلمة البحث|پەقەتلا ئىزدەش|کلید واژه های جستجو|ܒܨܝܐ ܐܚܟ̰ܝ|ܡܠܬܐ ܕܒܨܝܐ|केवल खोज|
    खोज के लिये संकेतशब्द|இவற்றில் மட்டும் தேடுக|தேடலுக்கான சொற்றொடர்|පමණක් සොයන්න|
    මූල පදය සොයන්න|คำค้นหา|ค้นหาเฉพาะ|གལ་ཚིག་འཚོལ།|འཚོལ་ཞིབ་རྐྱངམ་ཅིག|ეძებე მხოლოდ|
    საძიებო საკვანძო სიტყვა|ពាក្យ​គន្លឹះ​ស្វែងរក៖|ស្វែងរក​តែ​ក្នុង៖|キーワード検索|仅搜索：|
    只搜尋：|搜尋關鍵字：|搜索关键词：|検索範囲|검색 범주|키워드 검색"""
)

#: What the module of the login says.
LOGIN = _set(
    """ainm úsáideora dearmadta agat?|aizmirsāt paroli?|aizmirsāt savu lietotāja vārdu?|
    angemeldet bleiben|ar dhearmad tú d'fhocal faire?|atcerēties mani|beni hatırla|
    benutzername vergessen?|buat akun|cofio fi|crear un compte|crear una cuenta|
    crear unha conta|create an account|creu cyfrif|criar uma conta|cruthaigh cuntas|
    créer un compte|cuimhnigh orm|een account aanmaken|elfelejtette felhasználónevét?|
    elfelejtette jelszavát?|emer perdoruesi i harruar?|emlékezzen rám|
    erabiltzaile-izena ahaztu zaizu?|esqueceu seu nome de usuario?|esqueceu seu usuário?|
    esqueceu sua senha?|esqueceu súa clave?|esqueceu-se do nome de utilizador?|
    fiók létrehozása|forgot your password?|forgot your username?|gebruikersnaam vergeten?|
    ghi nhớ mật khẩu|glemt din adgangskode?|glemt dit brugernavn?|glemt ditt brukernavn?|
    glemt ditt passord?|glömt användarnamn?|glömt lösenord?|gløymt brukarnamnet ditt?|
    gløymt passordet ditt?|gogoratu nitaz|has oblidat el nom d`usuari?|
    has oblidat la contrasenya?|hasap döret|hugs meg|husk meg|husk mig|id 찾기|
    identifiant oublié ?|ingatkan|jou gebruikernaam vergeet?|jou wagwoord vergeet?|kayıt ol|
    kom ihåg mig|kontua sortu|kreiraj korisnički račun|kullanıcı adınızı mı unuttunuz?|
    käyttäjätunnus unohtunut?|lembrar-me|lembrarme|lupa nama pengguna?|lupa sandi anda?|
    me kujto|memorizar|meni ýatda sakla|mot de passe oublié ?|muista minut|napravi nalog|
    nepamätáte si používateľské meno?|nie pamiętasz hasła?|nie pamiętasz nazwy?|nikumbuke mimi|
    nome utente dimenticato?|onthou my|onthoud me|onthoud mij|pamatuj si mě|pamätaj si ma|
    parolanızı mı unuttunuz?|parolyňyz ýatdan çykardyňyzmy?|pasahitza ahaztu zaizu?|
    password dimenticata?|password i harruar?|passwort vergessen?|pea meeles|perdeu a senha?|
    quên mật khẩu?|quên tên đăng nhập?|recorda`m|recordarme|recuérdeme|registe-se|registrati|
    registreer|registreer 'n rekening|registreeru|registrer|registrer konto|registrieren|
    registruj se|regjistrohu|rekisteröidy|remember me|reģistrēties|ricordami|
    salasana unohtunut?|se souvenir de moi|skapa inloggning|ste pozabili geslo?|
    ste pozabili uporabniško ime?|tengeza akaunti|tạo tài khoản|
    ulanyjy adyňyzy ýatdan çykardyňyzmy?|umesahau jina lako la mtumiaji?|
    umesahau nenosiri lako?|unustasin kasutajanime|unustasin parooli|upamti me|ustvari račun|
    vytvoriť účet|vytvořit účet|wachtwoord vergeten?|wedi anghofio eich cyfrinair?|
    wedi anghofio eich enw defnyddiwr?|zaboravili ste korisničko ime?|zaboravili ste lozinku?|
    zaboravili ste šifru?|zabudli ste heslo?|zapamiętaj|zapamti me|zapomenuté heslo?|
    zapomenuté jméno?|zapomni si me|załóż swoje konto|¿olvidó su clave?|¿olvidó su usuario?|
    ¿recordar contraseña?|¿recordar usuario?|δημιουργία λογαριασμού|να με θυμάσαι|
    ξεχάσατε το όνομα χρήστη;|ξεχάσατε τον κωδικό σασ;|го заборавивте вашето корисничко име?|
    заборавили сте корисничко име?|заборавили сте лозинку?|забравен потребител?|
    забравена парола?|забули свій логін?|забули свій пароль?|забыли логин?|забыли пароль?|
    забыліся на лагін?|забыліся на пароль?|запам'ятати мене|запомни ме|запомнить меня|
    запомніць мяне|зареєструватися|зачленување корисник|направи налог|регистрация|рэгістрацыя|
    упамти ме|ја заборавивте вашата шифра?|זכור אותי|יצירת חשבון|שכחתם סיסמא?|שכחתם שם משתמש?|
    إنشاء حساب جديد|ئەستە ساقلىۋېلىڭ|ایجاد حساب کاربری|بازیابی رمز عبور|بازیابی نام کاربری|
    به خاطر بسپار|تذكرني|عضویت|مرا بخاطر داشته باش|نامىنى ئۇنتۇپ قالدىڭىزمۇ؟|
    نسيت اسم المستخدم؟|نسيت كلمـة المرور؟|پارولنى ئۇنتۇپ قالدىڭىزمۇ؟|ھېسابات تۇرغۇزۇش|
    یادآوری رمز عبور|یادآوری نام کاربری|ܒܪܝܬܐ ܕܚܕ ܚܘܫܒܘܢܐ|ܕܟܼܘܪ ܠܝ|ܡܘܢܫܝܐ ܝܘܬ ܠܡܠܬܐ ܕܥܒ݂ܪܬܐ؟|
    ܡܘܢܫܝܐ ܝܘܬ ܠܫܡܐ ܕܡܦܠܚܢܐ؟|अपना उपयोगकर्ता नाम भूल गए?|अपना पासवर्ड भूल गए?|एक खाता बनाएँ|
    मुझे याद रखें|என்னை நினைவில் கொள்க|சேவைக்கணக்கு ஒன்றை உருவாக்குக|
    தங்கள் கடவுச்சொல்லை மறந்து விட்டீர்களா?|தங்கள் பயனாளர்பெயரை மறந்து விட்டீர்களா?|
    ඔබගේ පරිශීලක නාමය අමතකද?|ඔබගේ මුර පදය අමතකද?|ගිණුමක් නිර්මානය කරන්න|මාව මතක තබාගන්න|
    จำการเข้าระบบ|ลืมชื่อผู้ใช้?|ลืมรหัสผ่าน?|สมัครสมาชิก|ཁྱོད་ཀྱི་གསང་ཡིག་ མི་དྲན་མས་ག?|
    ཁྱོད་ཀྱི་ལག་ལེན་པའི་མིང་ མི་དྲན་མས་ག?|རྩིས་ཁྲ་གསརཔ་བཟོ།|ལག་ལེན་པ་སེམས་ཁར་བཞག|
    ანგარიშის შექმნა|დამიმახსოვრე|პაროლი დაგავიწყდათ?|სახელი დაგავიწყდათ?|ចងចាំ​ខ្ញុំ|
    បង្កើត​គណនី​ថ្មី​មួយ|ភ្លេច​ឈ្មោះ​អ្នកប្រើ​របស់​អ្នក?|ភ្លេច​ពាក្យសម្ងាត់​របស់​អ្នក?|
    アカウントの作成|パスワードを忘れましたか？|ユーザ名を忘れましたか？|创建账户|
    忘記您的密碼？|忘記您的帳號？|忘记密码?|忘记用户名?|自動ログイン|記得我|註冊|记住我|
    내 계정 정보 기억|비밀번호 찾기|회원가입"""
)
