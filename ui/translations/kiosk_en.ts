<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>AccessibilityPanel</name>
    <message>
        <source>Trợ năng</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Chuẩn</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Lớn</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>Rất lớn</source>
        <translation>Largest</translation>
    </message>
    <message>
        <source>Màu sắc</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Thường</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Tương phản cao</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Chuyển động</source>
        <translation>Motion</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>On</translation>
    </message>
    <message>
        <source>Giảm chuyển động</source>
        <translation>Reduced</translation>
    </message>
    <message>
        <source>Giọng nói</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>Tắt</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Đọc màn hình</source>
        <translation>Read aloud</translation>
    </message>
    <message>
        <source>Tầm với</source>
        <translation>Reach</translation>
    </message>
    <message>
        <source>Cả màn hình</source>
        <translation>Whole screen</translation>
    </message>
    <message>
        <source>Màn hình thấp</source>
        <translation>Low screen</translation>
    </message>
    <message>
        <source>Tốc độ đọc</source>
        <translation>Reading speed</translation>
    </message>
    <message>
        <source>Chậm</source>
        <translation>Slow</translation>
    </message>
    <message>
        <source>Vừa</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Nhanh</source>
        <translation>Fast</translation>
    </message>
    <message>
        <source>Số tiền, tên bệnh</source>
        <translation>Amounts, illnesses</translation>
    </message>
    <message>
        <source>Luôn hiện</source>
        <translation>Always shown</translation>
    </message>
    <message>
        <source>Giữ nút để xem</source>
        <translation>Hold to see</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Số tiền, tên bệnh luôn hiện và được đọc to khi giọng đọc bật. Người ở gần có thể thấy và nghe.</source>
        <translation>Amounts and illnesses always show, and are read aloud while the voice is on. People nearby may see and hear them.</translation>
    </message>
    <message>
        <source>Nhỏ hơn</source>
        <translation>Quieter</translation>
    </message>
    <message>
        <source>To hơn</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Nghe lại</source>
        <translation>Hear again</translation>
    </message>
    <message>
        <source>Đọc tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>AccountsScreen</name>
    <message>
        <source>Tài khoản nhận tiền</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>Tài khoản nhận tiền của ông/bà</source>
        <translation>Your accounts for benefits</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Thêm tài khoản</source>
        <translation>Add an account</translation>
    </message>
    <message>
        <source>Cách nhận tiền khác</source>
        <translation>Other ways to be paid</translation>
    </message>
    <message>
        <source>Đổi khoản nhận</source>
        <translation>Change what goes there</translation>
    </message>
    <message>
        <source>Bỏ tài khoản này</source>
        <translation>Remove this account</translation>
    </message>
</context>
<context>
    <name>ActRow</name>
    <message>
        <source>hẹn trả %1</source>
        <translation>due %1</translation>
    </message>
    <message>
        <source>đã thử %1 lần</source>
        <translation>tried %1 times</translation>
    </message>
    <message>
        <source>thử lại lúc %1</source>
        <translation>next try at %1</translation>
    </message>
</context>
<context>
    <name>AddPhoneScreen</name>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Để lúc khác</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Đặt mã PIN, 6 chữ số</source>
        <translation>Set a PIN, 6 digits</translation>
    </message>
    <message>
        <source>Nhập lại mã PIN</source>
        <translation>Enter the PIN again</translation>
    </message>
    <message>
        <source>Quét mã này bằng ứng dụng</source>
        <translation>Scan this code with the app</translation>
    </message>
    <message>
        <source>Nhập mã 6 số trong ứng dụng</source>
        <translation>Enter the 6-digit code of the app</translation>
    </message>
    <message>
        <source>Đã thêm %1</source>
        <translation>%1 is added</translation>
    </message>
    <message>
        <source>Thêm điện thoại</source>
        <translation>Add a phone</translation>
    </message>
    <message>
        <source>Điện thoại cần có một ứng dụng xác thực: ứng dụng miễn phí, hiện một mã 6 số, nửa phút đổi một lần, không cần mạng.</source>
        <translation>The phone needs an authenticator app: it is free, shows a 6-digit code, a new one every half minute, and needs no internet.</translation>
    </message>
    <message>
        <source>Bước 1/3. Chỉ ông/bà biết mã PIN này. Ai nhặt được điện thoại mà không biết PIN thì không dùng được mã.</source>
        <translation>Step 1/3. You alone know this PIN. Whoever finds the phone and does not know the PIN cannot use its codes.</translation>
    </message>
    <message>
        <source>Bước 1/3. Nhập một lần nữa để chắc là đúng.</source>
        <translation>Step 1/3. Once more, to be sure that it is right.</translation>
    </message>
    <message>
        <source>Máy đang hỏi trung tâm…</source>
        <translation>The kiosk is asking the central office…</translation>
    </message>
    <message>
        <source>Bước 2/3. Trong ứng dụng, chạm dấu + rồi chọn quét mã QR.</source>
        <translation>Step 2/3. In the app, touch + and choose to scan a QR code.</translation>
    </message>
    <message>
        <source>Bước 3/3. Mã đang hiện ở mục “BHXH Smart OTP (%1)”.</source>
        <translation>Step 3/3. “BHXH Smart OTP (%1)” shows the code now.</translation>
    </message>
    <message>
        <source>Trung tâm đang kiểm tra mã…</source>
        <translation>The central office is checking the code…</translation>
    </message>
    <message>
        <source>Từ nay, khi cơ quan BHXH hỏi mã Smart OTP, ông/bà nhập mã trên điện thoại này cùng với mã PIN.</source>
        <translation>From now on, when Vietnam Social Security asks for a Smart OTP code, you enter the code of this phone and your PIN.</translation>
    </message>
    <message>
        <source>Tôi đã có ứng dụng</source>
        <translation>I have the app</translation>
    </message>
    <message>
        <source>Đã quét xong, nhập mã</source>
        <translation>Scanned, enter the code</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đặt thẻ lại</source>
        <translation>Put the card back</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Lấy mã mới</source>
        <translation>Get a new code</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Ví dụ: Google Authenticator, Microsoft Authenticator. Cài từ CH Play (Android) hoặc App Store (iPhone). Ông/bà nhờ người thân cài giúp rồi quay lại cũng được.</source>
        <translation>For example Google Authenticator or Microsoft Authenticator, from Google Play (Android) or the App Store (iPhone). You can also have a relative put it on the phone and come back.</translation>
    </message>
    <message>
        <source>Chỉ thêm điện thoại của chính ông/bà. Ai có điện thoại và mã PIN thì xác nhận thay ông/bà được.</source>
        <translation>Add your own phone only. Whoever has the phone and the PIN can confirm in your place.</translation>
    </message>
    <message>
        <source>Đừng dùng ngày sinh, 123456 hoặc một số lặp lại.</source>
        <translation>Do not use your date of birth, 123456 or one digit repeated.</translation>
    </message>
    <message>
        <source>Xem lại mã QR</source>
        <translation>See the QR code again</translation>
    </message>
    <message>
        <source>Không quét được?</source>
        <translation>It cannot be scanned?</translation>
    </message>
    <message>
        <source>Trong ứng dụng, chọn nhập khóa thiết lập. Tên: %1. Khóa, không phân biệt chữ hoa, chữ thường:</source>
        <translation>In the app, choose to enter a setup key. Name: %1. Key, in capitals or small letters:</translation>
    </message>
    <message>
        <source>Khóa để nhập tay, tám nhóm bốn chữ</source>
        <translation>The key to be typed, eight groups of four characters</translation>
    </message>
    <message>
        <source>Xin đứng che màn hình: ai chụp được mã này sẽ có mã của ông/bà. Máy không lưu mã này.</source>
        <translation>Please stand before the screen: whoever takes a picture of this code has your codes. The kiosk does not keep it.</translation>
    </message>
    <message>
        <source>Không đọc mã hoặc PIN cho ai. Mất điện thoại thì đến máy này hoặc quầy để gỡ.</source>
        <translation>Tell a code or your PIN to nobody. If the phone is lost, have it removed at a kiosk or the counter.</translation>
    </message>
    <message>
        <source>Mã QR cho ứng dụng xác thực</source>
        <translation>QR code for the authenticator app</translation>
    </message>
    <message>
        <source>Máy đang kiểm tra mã, xin chờ một chút.</source>
        <translation>The code is being checked, please wait a moment.</translation>
    </message>
</context>
<context>
    <name>AddressQuestion</name>
    <message>
        <source>Chọn lại theo tỉnh và xã</source>
        <translation>Choose by province and commune</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Xã, phường, đặc khu</source>
        <translation>Commune or ward</translation>
    </message>
    <message>
        <source>Số nhà, đường hoặc thôn, xóm</source>
        <translation>House number, street or hamlet</translation>
    </message>
</context>
<context>
    <name>AnythingElseScreen</name>
    <message>
        <source>Ông/bà cần làm gì nữa không?</source>
        <translation>Is there anything else you would like to do?</translation>
    </message>
    <message>
        <source>Máy còn nhớ thẻ và khuôn mặt của ông/bà đến khi kết thúc.</source>
        <translation>The kiosk remembers your card and face until you finish.</translation>
    </message>
    <message>
        <source>Không, kết thúc</source>
        <translation>No, finish</translation>
    </message>
    <message>
        <source>Làm tiếp việc đang dở. Những gì đã nhập vẫn còn.</source>
        <translation>Go on where you left off. What you entered is still there.</translation>
    </message>
    <message>
        <source>Có, làm việc khác</source>
        <translation>Yes, do something else</translation>
    </message>
    <message>
        <source>Số biên nhận %1</source>
        <translation>Receipt number %1</translation>
    </message>
    <message>
        <source>Cảm ơn ông/bà đã cho biết. Không ghi lại ai đã chạm.</source>
        <translation>Thank you. Nobody&apos;s name is kept with it.</translation>
    </message>
    <message>
        <source>Hôm nay ông/bà thấy thế nào?</source>
        <translation>How was it today?</translation>
    </message>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very good</translation>
    </message>
    <message>
        <source>Tạm được</source>
        <translation>So-so</translation>
    </message>
    <message>
        <source>Chưa hài lòng</source>
        <translation>Not good</translation>
    </message>
</context>
<context>
    <name>AssistBar</name>
    <message>
        <source>Cán bộ %1 đang làm giúp ông/bà</source>
        <translation>Officer %1 is doing this for you</translation>
    </message>
    <message>
        <source>Ông/bà đang tự làm. Cán bộ %1 ở bên cạnh.</source>
        <translation>You are doing it yourself. Officer %1 is beside you.</translation>
    </message>
    <message>
        <source>Trả lại cho người dân</source>
        <translation>Give the screen back</translation>
    </message>
    <message>
        <source>Cán bộ làm tiếp</source>
        <translation>Staff go on</translation>
    </message>
    <message>
        <source>Kết thúc hỗ trợ</source>
        <translation>End the help</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Bảo hiểm xã hội Việt Nam</source>
        <translation>Vietnam Social Security</translation>
    </message>
    <message>
        <source>Làm thủ tục bảo hiểm xã hội tại&#xa0;đây</source>
        <translation>Social insurance services start here</translation>
    </message>
    <message>
        <source>Mở tài khoản, đổi thông tin, đổi nơi khám chữa bệnh, hỏi về quyền lợi. Xin mang thẻ Căn cước hoặc CCCD gắn chip.</source>
        <translation>Open an account, change your data, change your hospital, ask about benefits. Please have your ID card with a chip.</translation>
    </message>
    <message>
        <source>Xin mang thẻ Căn cước hoặc CCCD gắn chip.</source>
        <translation>Please bring your ID card with a chip.</translation>
    </message>
    <message>
        <source>Có thẻ để quên trên đầu đọc</source>
        <translation>A card was left on the reader</translation>
    </message>
    <message>
        <source>Không phải thẻ của ông/bà? Xin đưa cho cán bộ.</source>
        <translation>Not your card? Please give it to a member of staff.</translation>
    </message>
    <message>
        <source>Chạm để bắt đầu</source>
        <translation>Touch to start</translation>
    </message>
    <message>
        <source>Trợ năng</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call staff</translation>
    </message>
</context>
<context>
    <name>BankAccountQuestion</name>
    <message>
        <source>Tên ngân hàng</source>
        <translation>Name of the bank</translation>
    </message>
    <message>
        <source>Số tài khoản</source>
        <translation>Account number</translation>
    </message>
    <message>
        <source>6 đến 19 chữ số</source>
        <translation>6 to 19 digits</translation>
    </message>
    <message>
        <source>Nhập lại số tài khoản</source>
        <translation>Account number again</translation>
    </message>
    <message>
        <source>Nhập lại để không nhầm</source>
        <translation>Again, to be sure</translation>
    </message>
    <message>
        <source>Chủ tài khoản</source>
        <translation>Account holder</translation>
    </message>
    <message>
        <source>Tên như ngân hàng ghi</source>
        <translation>The name as the bank has it</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>Xem biểu đồ</source>
        <translation>See the chart</translation>
    </message>
    <message>
        <source>Xem bảng số</source>
        <translation>See the figures</translation>
    </message>
</context>
<context>
    <name>BookScreen</name>
    <message>
        <source>Sổ BHXH điện tử</source>
        <translation>Electronic book</translation>
    </message>
    <message>
        <source>Sổ BHXH điện tử của ông/bà</source>
        <translation>Your electronic social insurance book</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>In sổ</source>
        <translation>Print the book</translation>
    </message>
    <message>
        <source>Sổ vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>The book is still on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Mã số BHXH: %1</source>
        <translation>Social insurance number: %1</translation>
    </message>
    <message>
        <source>Sổ do BHXH Bộ Quốc phòng hoặc Công an nhân dân quản lý, máy này không lấy được. Xin liên hệ nơi ông/bà công tác.</source>
        <translation>The Ministry of Defence or of Public Security keeps this book, and this kiosk cannot get it. Please ask where you work.</translation>
    </message>
    <message>
        <source>Lúc này chưa làm được bản có chữ ký số, nên chưa in và chưa gửi được. Xin thử lại sau, hoặc gọi cán bộ.</source>
        <translation>A signed copy cannot be made now, so it cannot be printed or sent. Please try again later, or call staff.</translation>
    </message>
    <message>
        <source>Sổ có chữ ký số của cơ quan BHXH, giá trị như sổ giấy. Mã bản: %1.</source>
        <translation>Digitally signed by Vietnam Social Security, and worth as much as one on paper. Copy %1.</translation>
    </message>
    <message>
        <source>Gửi qua thư điện tử</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in.</source>
        <translation>The kiosk is offline and cannot send mail. Please print it.</translation>
    </message>
    <message>
        <source>Đang chuẩn bị…</source>
        <translation>Getting ready…</translation>
    </message>
    <message>
        <source>Lấy về điện thoại</source>
        <translation>Take it on your phone</translation>
    </message>
    <message>
        <source>Máy đang chuẩn bị, xin chờ một chút.</source>
        <translation>The kiosk is getting it ready, please wait a moment.</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa lấy về điện thoại được. Xin in.</source>
        <translation>The kiosk is offline, so your phone cannot get it. Please print it.</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối. Xin thử lại, hoặc in.</source>
        <translation>The kiosk is offline. Please try again, or print it.</translation>
    </message>
    <message>
        <source>Lúc này chưa lấy về điện thoại được. Xin in, hoặc gửi qua thư điện tử.</source>
        <translation>Your phone cannot get it now. Please print it, or have it mailed.</translation>
    </message>
    <message>
        <source>Quét mã bằng máy ảnh điện thoại</source>
        <translation>Scan this with your phone&apos;s camera</translation>
    </message>
    <message>
        <source>Mã QR để điện thoại tải sổ</source>
        <translation>QR code by which your phone gets the book</translation>
    </message>
    <message>
        <source>Điện thoại mở một trang: chạm “Tải sổ về máy”. Tải được một lần, trong %1 phút.</source>
        <translation>Your phone opens a page: touch “Tải sổ về máy”. It works once, within %1 minutes.</translation>
    </message>
    <message>
        <source>Xin đứng che màn hình: ai chụp được mã này thì tải được sổ của ông/bà.</source>
        <translation>Please shield the screen: whoever takes a picture of this code can get your book.</translation>
    </message>
    <message>
        <source>Che mã</source>
        <translation>Cover the code</translation>
    </message>
    <message>
        <source>Tổng hợp</source>
        <translation>Totals</translation>
    </message>
    <message>
        <source>Quá trình đóng</source>
        <translation>Contributions</translation>
    </message>
    <message>
        <source>Xem %1 khoảng trước đó</source>
        <translation>See %1 earlier stretches</translation>
    </message>
    <message>
        <source>Chế độ đã giải quyết</source>
        <translation>Benefits settled</translation>
    </message>
    <message>
        <source>Người tham gia</source>
        <translation>Whose book it is</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
</context>
<context>
    <name>CardGuide</name>
    <message>
        <source>Đặt thẻ nằm phẳng lên đầu đọc, mặt có mã QR lên trên: mặt trước của CCCD, mặt sau của thẻ Căn cước mới</source>
        <translation>Put the card flat on the reader with the QR code up: the front of a CCCD, the back of the new Căn cước card</translation>
    </message>
    <message>
        <source>Mở trang có ảnh của hộ chiếu, đặt nằm phẳng lên đầu đọc, mặt có ảnh lên trên</source>
        <translation>Open the passport at the page with the photo and lay it flat on the reader, photo up</translation>
    </message>
    <message>
        <source>Căn cước mới: mặt sau</source>
        <translation>New Căn cước: back</translation>
    </message>
    <message>
        <source>CCCD: mặt trước</source>
        <translation>CCCD: front</translation>
    </message>
    <message>
        <source>Trang có ảnh</source>
        <translation>Photo page</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Đọc thẻ</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Nhập 12 số trên thẻ</source>
        <translation>Type the 12 digits</translation>
    </message>
    <message>
        <source>Số này ở mặt trước của thẻ, sau dòng “Số định danh cá nhân” hoặc chữ “Số”.</source>
        <translation>It is on the front of the card, after “Số định danh cá nhân” or “Số”.</translation>
    </message>
    <message>
        <source>Đặt thẻ Căn cước lên đầu đọc</source>
        <translation>Put your ID card on the reader</translation>
    </message>
    <message>
        <source>Đặt lại thẻ lên đầu đọc</source>
        <translation>Put the card back on the reader</translation>
    </message>
    <message>
        <source>Chưa đọc xong thẻ</source>
        <translation>The card is not read yet</translation>
    </message>
    <message>
        <source>Dùng số này</source>
        <translation>Use this number</translation>
    </message>
    <message>
        <source>Đọc hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Xin nhập đủ 12 số trên thẻ rồi chạm lại.</source>
        <translation>Please type all 12 digits of the card, then touch it again.</translation>
    </message>
    <message>
        <source>Chưa đọc xong hộ chiếu</source>
        <translation>The passport is not read yet</translation>
    </message>
    <message>
        <source>Xin nhấc thẻ lên, rồi đặt thẻ của ông/bà</source>
        <translation>Please lift the card, then put down your own</translation>
    </message>
    <message>
        <source>Có một thẻ đang nằm trên đầu đọc</source>
        <translation>There is a card on the reader</translation>
    </message>
    <message>
        <source>Đưa mã QR của thẻ vào chỗ đọc</source>
        <translation>Show the card’s QR code to the reader</translation>
    </message>
    <message>
        <source>Đang đọc thẻ, xin giữ yên</source>
        <translation>Reading your card, please keep it still</translation>
    </message>
    <message>
        <source>Xin nhấc hộ chiếu hoặc thẻ đang nằm trên đầu đọc</source>
        <translation>Please lift the passport or card that lies on the reader</translation>
    </message>
    <message>
        <source>Đặt trang có ảnh vào chỗ đọc</source>
        <translation>Lay the photo page where it is read</translation>
    </message>
    <message>
        <source>Đặt lại hộ chiếu lên đầu đọc</source>
        <translation>Put the passport back on the reader</translation>
    </message>
    <message>
        <source>Đặt hộ chiếu lên đầu đọc</source>
        <translation>Put your passport on the reader</translation>
    </message>
    <message>
        <source>Đang đọc hộ chiếu, xin giữ yên</source>
        <translation>Reading your passport, please keep it still</translation>
    </message>
    <message>
        <source>Nếu là của ông/bà: xin nhấc lên rồi đặt lại. Nếu không phải: xin đưa cho cán bộ.</source>
        <translation>If it is yours, please lift it and put it back. If not, please give it to a member of staff.</translation>
    </message>
    <message>
        <source>Máy chỉ đọc trang có ảnh. Cán bộ sẽ xem hộ chiếu của ông/bà.</source>
        <translation>Only the photo page is read. Staff will look at your passport.</translation>
    </message>
    <message>
        <source>Đang đọc hai dòng chữ ở cuối trang có ảnh. Xin giữ yên…</source>
        <translation>Reading the two lines at the bottom of the photo page. Please keep it still…</translation>
    </message>
    <message>
        <source>Đặt lại đúng hộ chiếu đó, máy sẽ đọc tiếp.</source>
        <translation>Put the same passport back: reading goes on where it stopped.</translation>
    </message>
    <message>
        <source>Mở trang có ảnh, đặt nằm phẳng, mặt có ảnh lên trên.</source>
        <translation>Open it at the photo page and lay it flat, photo up.</translation>
    </message>
    <message>
        <source>Thẻ vừa đọc là của người khác? Xin đưa thẻ đó cho cán bộ. Thông tin trên thẻ sai? Xin gọi cán bộ.</source>
        <translation>Was it somebody else&apos;s card? Please give it to staff. Is something on your card wrong? Please call staff.</translation>
    </message>
    <message>
        <source>Nếu là thẻ của ông/bà: xin nhấc lên rồi đặt lại. Nếu không phải: xin đưa cho cán bộ.</source>
        <translation>If it is yours, please lift it and put it back. If not, please give it to a member of staff.</translation>
    </message>
    <message>
        <source>Máy chỉ đọc mã QR. Cán bộ sẽ xem thẻ của ông/bà.</source>
        <translation>Only the QR code is read. Staff will look at your card.</translation>
    </message>
    <message>
        <source>Đang tìm mã QR trên thẻ. Xin giữ yên thẻ…</source>
        <translation>Looking for the card&apos;s QR code. Please keep it still…</translation>
    </message>
    <message>
        <source>Đang mở chip…</source>
        <translation>Opening the chip…</translation>
    </message>
    <message>
        <source>Đặt lại đúng thẻ đó, máy sẽ đọc tiếp.</source>
        <translation>Put the same card back, and reading goes on.</translation>
    </message>
    <message>
        <source>Đang kiểm tra chữ ký số…</source>
        <translation>Checking the digital signature…</translation>
    </message>
    <message>
        <source>Đặt nằm phẳng, mặt có mã QR lên trên: CCCD là mặt trước, Căn cước mới là mặt sau.</source>
        <translation>Put it down flat, QR code up: the front of a CCCD, the back of the new Căn cước card.</translation>
    </message>
    <message>
        <source>Máy chưa đọc được trang có ảnh</source>
        <translation>The photo page is not read yet</translation>
    </message>
    <message>
        <source>Xin đặt trang có ảnh nằm phẳng, thấy rõ hai dòng chữ ở cuối trang, tránh bóng. Hộ chiếu không có chip: chạm “Đi tiếp không cần chip”.</source>
        <translation>Please lay the photo page flat, without glare, so that the two lines at its bottom can be seen. If your passport has no chip, touch “Go on without the chip”.</translation>
    </message>
    <message>
        <source>Xin đưa mã QR ra giữa, giữ thẻ phẳng, tránh bóng và vết xước. Không thấy mã QR? Xin lật thẻ.</source>
        <translation>Please hold the QR code in the middle, the card flat, without glare. No QR code? Please turn the card over.</translation>
    </message>
    <message>
        <source>Xin lật thẻ: mã QR của thẻ Căn cước mới ở mặt sau. Hoặc nhập 12 số trên thẻ.</source>
        <translation>Please turn the card over: the QR code of the new Căn cước card is on its back. Or type its 12 digits.</translation>
    </message>
    <message>
        <source>Đang đọc chữ ký số…</source>
        <translation>Reading the digital signature…</translation>
    </message>
    <message>
        <source>Đang xem trong chip có gì…</source>
        <translation>Looking at what the chip holds…</translation>
    </message>
    <message>
        <source>Đang đọc thông tin của ông/bà…</source>
        <translation>Reading your details…</translation>
    </message>
    <message>
        <source>Đang kiểm tra chip có thật không…</source>
        <translation>Checking that the chip is genuine…</translation>
    </message>
    <message>
        <source>Đang đọc ảnh chân dung…</source>
        <translation>Reading your picture…</translation>
    </message>
    <message>
        <source>Đang đọc chip…</source>
        <translation>Reading the chip…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Nhờ cán bộ giúp</source>
        <translation>Ask staff to help</translation>
    </message>
    <message>
        <source>Số thứ tư đến thứ sáu chưa hợp với năm sinh. Xin so lại với thẻ.</source>
        <translation>Digits four to six do not fit a year of birth. Please compare with the card.</translation>
    </message>
    <message>
        <source>Số này chưa đúng. Xin so lại với thẻ.</source>
        <translation>This number is not right yet. Please compare with the card.</translation>
    </message>
    <message>
        <source>Khai sinh: %1</source>
        <translation>Birth registered in: %1</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>sinh năm %1</source>
        <translation>born in %1</translation>
    </message>
    <message>
        <source>Mã QR</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>Trang có ảnh</source>
        <translation>Photo page</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>Chữ ký số</source>
        <translation>Digital signature</translation>
    </message>
    <message>
        <source>Còn %1 giây</source>
        <translation>%1 seconds left</translation>
    </message>
    <message>
        <source>Những gì đã đọc vẫn còn.</source>
        <translation>What was read is kept.</translation>
    </message>
    <message>
        <source>Máy chưa thấy thẻ</source>
        <translation>No card seen yet</translation>
    </message>
    <message>
        <source>Máy chưa đọc được mã QR</source>
        <translation>The QR code is not read yet</translation>
    </message>
    <message>
        <source>Xin đặt thẻ vào giữa đầu đọc, hoặc nhập 12 số trên thẻ.</source>
        <translation>Please put the card in the middle of the reader, or type its 12 digits.</translation>
    </message>
    <message>
        <source>Thử đọc chip lần nữa</source>
        <translation>Try the chip once more</translation>
    </message>
    <message>
        <source>Tôi không có thẻ Căn cước</source>
        <translation>I have no Vietnamese ID card</translation>
    </message>
    <message>
        <source>Để máy đọc mã QR</source>
        <translation>Let the kiosk read the QR code</translation>
    </message>
    <message>
        <source>Đi tiếp không cần chip</source>
        <translation>Go on without the chip</translation>
    </message>
</context>
<context>
    <name>CareScreen</name>
    <message>
        <source>Khám chữa bệnh</source>
        <translation>Care</translation>
    </message>
    <message>
        <source>Lịch sử khám chữa bệnh</source>
        <translation>Your care history</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>%1 lần khám chữa bệnh</source>
        <translation>%1 treatments</translation>
    </message>
    <message>
        <source>Xem %1 lần trước đó</source>
        <translation>See %1 earlier ones</translation>
    </message>
    <message>
        <source>Giấy đã cấp</source>
        <translation>Papers given</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
    <message>
        <source>Đóng từng khoản</source>
        <translation>Close the items</translation>
    </message>
    <message>
        <source>Xem từng khoản</source>
        <translation>See each item</translation>
    </message>
    <message>
        <source>Không phải tôi khám</source>
        <translation>This was not me</translation>
    </message>
</context>
<context>
    <name>CasePaperScreen</name>
    <message>
        <source>Kết quả hồ sơ</source>
        <translation>Result of your application</translation>
    </message>
    <message>
        <source>Xin in ra giấy, hoặc nhờ cán bộ đọc giúp.</source>
        <translation>Please print it, or ask staff to read it to you.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Kết quả vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>The result is still on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Trang %1 của văn bản</source>
        <translation>Page %1 of the paper</translation>
    </message>
    <message>
        <source>Quét mã để lưu số và ngày của văn bản vào điện thoại. Mã không có tên ông/bà.</source>
        <translation>Scan to keep the number and day of the paper on your phone. Your name is not in the code.</translation>
    </message>
    <message>
        <source>Mã QR của văn bản</source>
        <translation>QR code of the paper</translation>
    </message>
    <message>
        <source>Gửi qua thư điện tử</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.</source>
        <translation>The line is down, so no mail can be sent. Please print it, or scan the QR code.</translation>
    </message>
</context>
<context>
    <name>CaseRow</name>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đang đóng</source>
        <translation>Closed</translation>
    </message>
</context>
<context>
    <name>CasesScreen</name>
    <message>
        <source>Hồ sơ đã nộp</source>
        <translation>What you filed</translation>
    </message>
    <message>
        <source>Hồ sơ của ông/bà</source>
        <translation>Your applications</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Bổ sung hồ sơ này</source>
        <translation>Send what is missing</translation>
    </message>
    <message>
        <source>Xem kết quả</source>
        <translation>Read the result</translation>
    </message>
    <message>
        <source>Đã qua các bước</source>
        <translation>Steps so far</translation>
    </message>
</context>
<context>
    <name>CheckAnswersScreen</name>
    <message>
        <source>Xác nhận</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Xin xem lại trước khi gửi</source>
        <translation>Please check before sending</translation>
    </message>
    <message>
        <source>Đang gửi…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Gửi hồ sơ</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Máy đang gửi hồ sơ, xin chờ một chút.</source>
        <translation>Your application is being sent. One moment, please.</translation>
    </message>
    <message>
        <source>Xin chạm “Xem tiếp” và xem hết các dòng, rồi mới gửi được.</source>
        <translation>Please touch “More below” and see every line. Then you can send.</translation>
    </message>
    <message>
        <source>Xác nhận thêm bằng Smart OTP</source>
        <translation>Also confirm by Smart OTP</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Số hộ chiếu</source>
        <translation>Passport number</translation>
    </message>
    <message>
        <source>Số định danh cá nhân</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Đối chiếu khuôn mặt</source>
        <translation>Face comparison</translation>
    </message>
    <message>
        <source>Đã xác nhận bằng Smart OTP</source>
        <translation>Confirmed by Smart OTP</translation>
    </message>
    <message>
        <source>“Gửi hồ sơ” là xác nhận các thông tin trên đúng.</source>
        <translation>By touching “Send” you confirm that all of this is right.</translation>
    </message>
    <message>
        <source>Cán bộ sẽ kiểm tra</source>
        <translation>Staff will check</translation>
    </message>
    <message>
        <source>Đã xác nhận</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Sẽ xác nhận sau</source>
        <translation>Will be confirmed later</translation>
    </message>
    <message>
        <source>Chưa xác nhận</source>
        <translation>Not confirmed</translation>
    </message>
    <message>
        <source>Không có thư điện tử</source>
        <translation>No e-mail</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Nhờ cán bộ giúp</source>
        <translation>Ask staff to help</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>CheckPhoneScreen</name>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Mã đúng</source>
        <translation>The code is right</translation>
    </message>
    <message>
        <source>Thử mã của %1</source>
        <translation>Try the code of %1</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đặt thẻ lại</source>
        <translation>Put the card back</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Bước 1/2: nhập mã PIN của ông/bà, 6 chữ số.</source>
        <translation>Step 1/2: enter your PIN, 6 digits.</translation>
    </message>
    <message>
        <source>Bước 2/2: mở ứng dụng, nhập mã 6 số đang hiện ở mục “BHXH Smart OTP (%1)”.</source>
        <translation>Step 2/2: open the app, enter the 6-digit code that “BHXH Smart OTP (%1)” shows now.</translation>
    </message>
    <message>
        <source>Trung tâm đang kiểm tra mã…</source>
        <translation>The central office is checking the code…</translation>
    </message>
    <message>
        <source>Điện thoại này dùng được.</source>
        <translation>This phone works.</translation>
    </message>
    <message>
        <source>Mã và PIN khớp. Mã vừa nhập đã dùng, lần sau ông/bà nhập mã mới.</source>
        <translation>Code and PIN agree. The code that you entered is used up; next time you enter a new one.</translation>
    </message>
    <message>
        <source>Máy đang kiểm tra mã, xin chờ một chút.</source>
        <translation>The code is being checked, please wait a moment.</translation>
    </message>
</context>
<context>
    <name>ChildrenScreen</name>
    <message>
        <source>Ông/bà đăng ký cho con nào?</source>
        <translation>Which child do you register?</translation>
    </message>
    <message>
        <source>Hệ thống hộ tịch chưa trả lời</source>
        <translation>The civil registry does not answer now</translation>
    </message>
    <message>
        <source>Hộ tịch chưa ghi con ở tuổi này</source>
        <translation>The civil registry names no child of this age</translation>
    </message>
    <message>
        <source>Theo dữ liệu hộ tịch. Chọn con trong danh sách thì không cần giấy khai sinh.</source>
        <translation>As the civil registry has it. For a child on the list no birth certificate is needed.</translation>
    </message>
    <message>
        <source>Ông/bà vẫn đăng ký được: xin tự nhập thông tin của con ở các trang sau.</source>
        <translation>You can register all the same: please enter the child&apos;s details on the next pages.</translation>
    </message>
    <message>
        <source>Tôi tự nhập</source>
        <translation>I type them in myself</translation>
    </message>
    <message>
        <source>Con khác</source>
        <translation>Another child</translation>
    </message>
    <message>
        <source>Tôi tự nhập. Cần giấy khai sinh.</source>
        <translation>I will type it. The birth certificate is needed.</translation>
    </message>
    <message>
        <source>Máy sẽ hỏi giấy khai sinh của con. Trung tâm còn hỏi lại hệ thống hộ tịch sau khi nhận hồ sơ.</source>
        <translation>The kiosk will ask for the birth certificate. The centre asks the civil registry again once it has your application.</translation>
    </message>
    <message>
        <source>Sinh ngày %1</source>
        <translation>Born on %1</translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Đã xác nhận thư điện tử</source>
        <translation>E-mail confirmed</translation>
    </message>
    <message>
        <source>Sẽ xác nhận thư điện tử sau</source>
        <translation>E-mail to be confirmed later</translation>
    </message>
    <message>
        <source>Nhập mã 6 số</source>
        <translation>Type the 6-digit code</translation>
    </message>
    <message>
        <source>Cần mã mới</source>
        <translation>A new code is needed</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Đã xác nhận số điện thoại</source>
        <translation>Phone number confirmed</translation>
    </message>
    <message>
        <source>Sẽ xác nhận số điện thoại sau</source>
        <translation>Phone number to be confirmed later</translation>
    </message>
    <message>
        <source>Đang gửi mã đến %1…</source>
        <translation>Sending a code to %1…</translation>
    </message>
    <message>
        <source>Địa chỉ %1 là của ông/bà.</source>
        <translation>The address %1 is yours.</translation>
    </message>
    <message>
        <source>Số %1 là của ông/bà.</source>
        <translation>The number %1 is yours.</translation>
    </message>
    <message>
        <source>Lúc này máy chưa xác nhận được số %1. Ông/bà cứ làm tiếp, cơ quan BHXH sẽ xác nhận sau.</source>
        <translation>The number %1 cannot be confirmed just now. Please go on; Vietnam Social Security will confirm it later.</translation>
    </message>
    <message>
        <source>Lúc này máy chưa xác nhận được địa chỉ %1. Ông/bà cứ làm tiếp, cơ quan BHXH sẽ xác nhận sau.</source>
        <translation>The address %1 cannot be confirmed just now. Please go on; Vietnam Social Security will confirm it later.</translation>
    </message>
    <message>
        <source>Mã đã gửi đến số %1 lúc %2. Xin mở tin nhắn và nhập mã.</source>
        <translation>A code was sent to %1 at %2. Please open the text message and enter the code.</translation>
    </message>
    <message>
        <source>Mã đã gửi đến số %1 lúc %2 vẫn dùng được. Xin mở tin nhắn và nhập mã.</source>
        <translation>The code sent to %1 at %2 still works. Please open the text message and enter the code.</translation>
    </message>
    <message>
        <source>Mã đã gửi đến %1 lúc %2. Xin mở thư và nhập mã.</source>
        <translation>A code was sent to %1 at %2. Please open the e-mail and enter it.</translation>
    </message>
    <message>
        <source>Mã đã gửi đến %1 lúc %2 vẫn dùng được. Xin mở thư và nhập mã.</source>
        <translation>The code that was sent to %1 at %2 still works. Please open the e-mail and enter it.</translation>
    </message>
    <message>
        <source>Mã gửi đến %1 đã hết hạn. Xin lấy mã mới.</source>
        <translation>The code sent to %1 has run out. Please get a new one.</translation>
    </message>
    <message>
        <source>Đã nhập quá số lần, mã gửi đến %1 không dùng được nữa. Xin lấy mã mới.</source>
        <translation>Too many tries: the code sent to %1 no longer works. Please get a new one.</translation>
    </message>
    <message>
        <source>Mã vừa gửi đến %1 không dùng được ở bước này. Xin đợi rồi lấy mã mới.</source>
        <translation>The code sent to %1 a moment ago cannot be used here. Please wait and get a new one.</translation>
    </message>
    <message>
        <source>Mã chưa đúng. Còn %1 lần nhập.</source>
        <translation>Not the right code. %1 tries left.</translation>
    </message>
    <message>
        <source>Mã chưa đúng. Xin nhập lại.</source>
        <translation>Not the right code. Please type it again.</translation>
    </message>
    <message>
        <source>Đang kiểm tra mã…</source>
        <translation>Checking the code…</translation>
    </message>
    <message>
        <source>Mã còn dùng được trong %1</source>
        <translation>The code is good for another %1</translation>
    </message>
    <message>
        <source>Hồ sơ sẽ ghi: thư điện tử chưa xác nhận.</source>
        <translation>Your application will say: e-mail not confirmed.</translation>
    </message>
    <message>
        <source>Hồ sơ sẽ ghi: số điện thoại chưa xác nhận.</source>
        <translation>Your application will say: phone number not confirmed.</translation>
    </message>
    <message>
        <source>Máy đang gửi mã, xin chờ một chút.</source>
        <translation>The code is being sent. One moment, please.</translation>
    </message>
    <message>
        <source>Máy đang kiểm tra mã, xin chờ một chút.</source>
        <translation>The code is being checked, please wait a moment.</translation>
    </message>
    <message>
        <source>Gửi lại mã sau %1</source>
        <translation>New code in %1</translation>
    </message>
    <message>
        <source>Gửi lại mã</source>
        <translation>Send a new code</translation>
    </message>
    <message>
        <source>Mã vừa được gửi. Chưa thấy thư, xin chờ hết giờ đếm rồi gửi lại.</source>
        <translation>A code has just been sent. If no mail comes, wait for the clock to run out, then send again.</translation>
    </message>
    <message>
        <source>Mã vừa được gửi. Chưa thấy tin nhắn, xin chờ hết giờ đếm rồi gửi lại.</source>
        <translation>A code has just been sent. If no message comes, wait for the clock to run out, then send again.</translation>
    </message>
    <message>
        <source>Sửa địa chỉ thư</source>
        <translation>Change the address</translation>
    </message>
    <message>
        <source>Sửa số điện thoại</source>
        <translation>Change the number</translation>
    </message>
    <message>
        <source>Đi tiếp không có thư điện tử</source>
        <translation>Go on without e-mail</translation>
    </message>
    <message>
        <source>Xác nhận số này sau</source>
        <translation>Confirm this number later</translation>
    </message>
</context>
<context>
    <name>ComparedScreen</name>
    <message>
        <source>Dữ liệu BHXH giống thẻ của ông/bà</source>
        <translation>The register agrees with your card</translation>
    </message>
    <message>
        <source>Dữ liệu BHXH khác thẻ của ông/bà</source>
        <translation>The register differs from your card</translation>
    </message>
    <message>
        <source>Nếu cả thẻ cũng ghi sai: xin sửa thẻ Căn cước ở Công an trước, rồi quay lại đây.</source>
        <translation>If the card is wrong too, please have it corrected by the police first, then come back.</translation>
    </message>
    <message>
        <source>Xin xem từng mục dưới đây trước khi đi tiếp.</source>
        <translation>Please look at each item below before you go on.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Giống nhau, không cần sửa</source>
        <translation>The same in both, nothing to correct</translation>
    </message>
    <message>
        <source>Các số của ông/bà trong dữ liệu</source>
        <translation>Your numbers in the register</translation>
    </message>
    <message>
        <source>Ông/bà có nhiều mã số BHXH đang dùng. Các mã số này cần gộp làm một.</source>
        <translation>You have several insurance numbers in use. They have to be merged into one.</translation>
    </message>
    <message>
        <source>chưa ghi</source>
        <translation>not given</translation>
    </message>
    <message>
        <source>Dữ liệu BHXH đang ghi</source>
        <translation>In the register now</translation>
    </message>
    <message>
        <source>Thẻ ghi</source>
        <translation>On the card</translation>
    </message>
    <message>
        <source>Thẻ của ông/bà ghi</source>
        <translation>On your card</translation>
    </message>
</context>
<context>
    <name>Components</name>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Xin trả lời câu này rồi đi tiếp.</source>
        <translation>Please answer this question to go on.</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Tìm việc cần làm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Chạm vào việc cần làm.</source>
        <translation>Touch what you would like to do.</translation>
    </message>
    <message>
        <source>Chưa tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Tôi cam đoan</source>
        <translation>I declare</translation>
    </message>
    <message>
        <source>Bắt buộc</source>
        <translation>Needed</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Số tài khoản</source>
        <translation>Account number</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Chủ tài khoản</source>
        <translation>Account holder</translation>
    </message>
    <message>
        <source>Từ tháng</source>
        <translation>From month</translation>
    </message>
    <message>
        <source>Đã chọn</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>Ví dụ: Nguyễn Văn An</source>
        <translation>For example: Nguyễn Văn An</translation>
    </message>
    <message>
        <source>Chạm vào một ô, hoặc tìm bằng vài chữ.</source>
        <translation>Touch a tile, or search with a few words.</translation>
    </message>
</context>
<context>
    <name>ConfirmRecordScreen</name>
    <message>
        <source>Thông tin riêng</source>
        <translation>Private</translation>
    </message>
    <message>
        <source>Trang sau có thông tin riêng của ông/bà:</source>
        <translation>The next page has private data of yours:</translation>
    </message>
    <message>
        <source>Không ai nhìn, cho tôi xem</source>
        <translation>Nobody looks on, show me</translation>
    </message>
    <message>
        <source>Để lúc khác</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Có ai nhìn được màn hình này không?</source>
        <translation>Can anybody else see this screen?</translation>
    </message>
    <message>
        <source>Xin nhìn quanh. Nếu có người đứng gần, ông/bà nhờ họ lùi lại.</source>
        <translation>Please look around. If somebody stands near, ask them to step back.</translation>
    </message>
    <message>
        <source>Máy chỉ hỏi trung tâm sau khi ông/bà đồng ý. Số tiền, tên bệnh được che, giữ nút mới hiện. Máy không lưu, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.</source>
        <translation>Central is asked only once you agree. Amounts and illnesses are covered until you hold a button. Nothing is kept here; all is wiped when you leave. Your card has to be on the reader.</translation>
    </message>
</context>
<context>
    <name>ConsentQuestion</name>
    <message>
        <source>Bắt buộc</source>
        <translation>Needed</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
</context>
<context>
    <name>ContributionMonthsRowQuestion</name>
    <message>
        <source>Loại bảo hiểm xã hội</source>
        <translation>Kind of social insurance</translation>
    </message>
    <message>
        <source>Nơi làm việc (không bắt buộc)</source>
        <translation>Employer (optional)</translation>
    </message>
    <message>
        <source>Tên đơn vị</source>
        <translation>Name of the employer</translation>
    </message>
    <message>
        <source>Tiền lương hoặc thu nhập đóng, một tháng</source>
        <translation>Wage or income paid for, a month</translation>
    </message>
</context>
<context>
    <name>ContributionsScreen</name>
    <message>
        <source>Quá trình đóng</source>
        <translation>Contributions</translation>
    </message>
    <message>
        <source>Quá trình đóng của ông/bà</source>
        <translation>Your contributions</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Hồ sơ vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>Your record is still on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Bảo hiểm y tế</source>
        <translation>Health insurance</translation>
    </message>
    <message>
        <source>Từng nơi làm việc</source>
        <translation>By employer</translation>
    </message>
    <message>
        <source>Từng năm</source>
        <translation>Year by year</translation>
    </message>
    <message>
        <source>Số tháng được tính trong mỗi năm, cao nhất là 12 tháng</source>
        <translation>Months that count in each year, 12 at most</translation>
    </message>
    <message>
        <source>Chạm vào một năm để xem từng tháng.</source>
        <translation>Touch a year to see its months.</translation>
    </message>
    <message>
        <source>Xem %1 năm trước đó</source>
        <translation>Show %1 earlier years</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Đã che</source>
        <translation>Covered</translation>
    </message>
</context>
<context>
    <name>DayEntry</name>
    <message>
        <source>Ngày/tháng/năm, ví dụ: 05/10/1990</source>
        <translation>Day/month/year, for example: 05/10/1990</translation>
    </message>
    <message>
        <source>Tháng/năm, ví dụ: 10/2026</source>
        <translation>Month/year, for example: 10/2026</translation>
    </message>
</context>
<context>
    <name>DeclarationQuestion</name>
    <message>
        <source>Tôi cam đoan</source>
        <translation>I declare</translation>
    </message>
    <message>
        <source>Tôi đã xem</source>
        <translation>I have seen it</translation>
    </message>
</context>
<context>
    <name>DigitBoxes</name>
    <message>
        <source>Đã xóa %1</source>
        <translation>Deleted %1</translation>
    </message>
    <message>
        <source>Đã nhập %1 trong %2 số</source>
        <translation>%1 of %2 digits typed</translation>
    </message>
</context>
<context>
    <name>DocumentScanQuestion</name>
    <message>
        <source>Trang %1, chụp được nhiều nhất %2 trang</source>
        <translation>Page %1 of at most %2</translation>
    </message>
    <message>
        <source>Hình giấy tờ dưới máy chụp</source>
        <translation>The paper under the camera</translation>
    </message>
    <message>
        <source>Đang mở máy chụp…</source>
        <translation>The camera is being opened…</translation>
    </message>
    <message>
        <source>Xin đặt giấy nằm yên. Khi thấy rõ, máy tự chụp.</source>
        <translation>Please let the paper lie still. The picture is taken by itself once it is clear.</translation>
    </message>
    <message>
        <source>Xin đặt giấy nằm yên rồi chạm “Chụp”.</source>
        <translation>Please let the paper lie still, then touch “Scan now”.</translation>
    </message>
    <message>
        <source>Hình trang %1 vừa chụp</source>
        <translation>The picture of page %1 that was just taken</translation>
    </message>
    <message>
        <source>Trang %1 đã chụp</source>
        <translation>Page %1 as taken</translation>
    </message>
    <message>
        <source>Bỏ trang %1</source>
        <translation>Remove page %1</translation>
    </message>
    <message>
        <source>Chụp %1</source>
        <translation>Scan %1</translation>
    </message>
    <message>
        <source>Chụp trang nữa</source>
        <translation>Scan another page</translation>
    </message>
    <message>
        <source>Máy đang chụp, xin giữ yên giấy.</source>
        <translation>The picture is being taken. Please keep the paper still.</translation>
    </message>
    <message>
        <source>Máy chụp đang mở, xin chờ một chút.</source>
        <translation>The camera is starting. One moment, please.</translation>
    </message>
    <message>
        <source>Đang chụp, xin giữ yên…</source>
        <translation>Scanning, please keep it still…</translation>
    </message>
    <message>
        <source>Chụp</source>
        <translation>Scan now</translation>
    </message>
    <message>
        <source>Máy đang giữ hình, xin chờ một chút.</source>
        <translation>The picture is being kept, please wait a moment.</translation>
    </message>
    <message>
        <source>Giữ trang này</source>
        <translation>Keep this page</translation>
    </message>
    <message>
        <source>Vẫn giữ trang này</source>
        <translation>Keep this page all the same</translation>
    </message>
    <message>
        <source>Chụp lại trang này</source>
        <translation>Take this page again</translation>
    </message>
    <message>
        <source>Xoay hình sang phải</source>
        <translation>Turn the picture to the right</translation>
    </message>
    <message>
        <source>Không chụp thêm</source>
        <translation>No more pages</translation>
    </message>
    <message>
        <source>Máy thấy rõ trang %1. Xin xem lại chữ trong hình.</source>
        <translation>Page %1 is clear. Please look at the print in the picture.</translation>
    </message>
    <message>
        <source>Nếu vẫn giữ, cán bộ sẽ thấy lời ghi này bên hình.</source>
        <translation>If you keep it all the same, staff will see this note beside the picture.</translation>
    </message>
    <message>
        <source>Xin chụp lại.</source>
        <translation>Please take it again.</translation>
    </message>
    <message>
        <source>Máy chưa thấy giấy tờ. Xin đặt giấy vào giữa khung rồi chụp lại.</source>
        <translation>No paper is seen yet. Please lay it in the middle of the frame, then scan again.</translation>
    </message>
    <message>
        <source>Hồ sơ đã có đủ số trang chụp được. Phần còn lại, xin nộp bản giấy cho cán bộ.</source>
        <translation>Your application has as many scanned pages as it can hold. Please hand the rest to our staff on paper.</translation>
    </message>
    <message>
        <source>Máy không còn chỗ để giữ hình. Xin nộp bản giấy cho cán bộ.</source>
        <translation>The kiosk has no room left for pictures. Please hand the paper to our staff.</translation>
    </message>
    <message>
        <source>Máy chụp chưa dùng được. Xin thử lại, hoặc nộp bản giấy cho cán bộ.</source>
        <translation>The camera does not work yet. Please try again, or hand the paper to staff.</translation>
    </message>
</context>
<context>
    <name>EmailQuestion</name>
    <message>
        <source>Ví dụ: ten@example.vn</source>
        <translation>For example: name@example.vn</translation>
    </message>
</context>
<context>
    <name>FaceCheckScreen</name>
    <message>
        <source>Khuôn mặt</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Chưa chụp được</source>
        <translation>No picture yet</translation>
    </message>
    <message>
        <source>Đang nối lại camera, xin chờ một chút…</source>
        <translation>Connecting the camera again, one moment please…</translation>
    </message>
    <message>
        <source>Tốt lắm, xin giữ yên</source>
        <translation>Very good, please hold still</translation>
    </message>
    <message>
        <source>Khung đã dời theo ông/bà, xin giữ yên</source>
        <translation>The frame has moved to you, please keep still</translation>
    </message>
    <message>
        <source>Đang mở camera…</source>
        <translation>Starting the camera…</translation>
    </message>
    <message>
        <source>Xin nhìn vào đây và giữ yên</source>
        <translation>Please look here and keep still</translation>
    </message>
    <message>
        <source>Xong rồi, đang so với ảnh trên giấy tờ…</source>
        <translation>Done, comparing with the photo of your document…</translation>
    </message>
    <message>
        <source>Đưa khuôn mặt vào giữa hình bầu dục</source>
        <translation>Place your face in the oval</translation>
    </message>
    <message>
        <source>Camera đang bật</source>
        <translation>Camera is on</translation>
    </message>
    <message>
        <source>Đang nối lại camera…</source>
        <translation>Connecting the camera…</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đi tiếp không dùng khuôn mặt</source>
        <translation>Go on without my face</translation>
    </message>
    <message>
        <source>Cuối cùng màn hình đổi màu chậm trong vài giây.</source>
        <translation>At the end the screen slowly changes colour for a few seconds.</translation>
    </message>
    <message>
        <source>Bỏ qua ánh sáng màu</source>
        <translation>Skip the coloured light</translation>
    </message>
    <message>
        <source>Không dùng khuôn mặt</source>
        <translation>Do not use my face</translation>
    </message>
</context>
<context>
    <name>FacePair</name>
    <message>
        <source>Ảnh trong chip</source>
        <translation>Photo in the chip</translation>
    </message>
    <message>
        <source>Ảnh chụp tại máy</source>
        <translation>Taken at this kiosk</translation>
    </message>
    <message>
        <source>Không có</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>FacePrepareScreen</name>
    <message>
        <source>Khuôn mặt</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Đồng ý và chụp</source>
        <translation>Agree and start</translation>
    </message>
    <message>
        <source>Xin chạm “Xem tiếp” và xem hết phần đồng ý, rồi mới chụp được.</source>
        <translation>Touch “More below” and read all that you agree to; then the picture can be taken.</translation>
    </message>
    <message>
        <source>Màn hình sẽ đổi màu chậm, không nhấp nháy.</source>
        <translation>The screen will change its colour slowly, without flashing.</translation>
    </message>
    <message>
        <source>Nhạy cảm với ánh sáng: bỏ qua</source>
        <translation>Sensitive to light: skip it</translation>
    </message>
    <message>
        <source>Không chụp thì cán bộ đối chiếu giấy tờ tại quầy.</source>
        <translation>Without a picture, staff compare your document at the counter.</translation>
    </message>
    <message>
        <source>Tháo khẩu trang, kính râm và mũ</source>
        <translation>Take off mask, sunglasses and hat</translation>
    </message>
    <message>
        <source>Sẽ bỏ qua ánh sáng màu</source>
        <translation>Coloured light will be skipped</translation>
    </message>
    <message>
        <source>Không dùng khuôn mặt</source>
        <translation>Do not use my face</translation>
    </message>
</context>
<context>
    <name>FaceResultScreen</name>
    <message>
        <source>Khuôn mặt</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Chụp lại</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Máy đang so ảnh, xin chờ một chút.</source>
        <translation>The pictures are being compared. One moment, please.</translation>
    </message>
    <message>
        <source>Đã xác nhận đúng là ông/bà</source>
        <translation>It is you: confirmed</translation>
    </message>
    <message>
        <source>Hình chưa đủ rõ</source>
        <translation>The picture is not clear enough</translation>
    </message>
    <message>
        <source>Cán bộ sẽ kiểm tra giúp ông/bà</source>
        <translation>Staff will check this for you</translation>
    </message>
    <message>
        <source>Chưa chụp xong</source>
        <translation>Not quite done yet</translation>
    </message>
    <message>
        <source>Khuôn mặt khớp với ảnh trong chip của thẻ.</source>
        <translation>Your face matches the picture in the card&apos;s chip.</translation>
    </message>
    <message>
        <source>Xin chụp lại ở chỗ đủ sáng, nhìn thẳng và làm theo hướng dẫn trên màn hình.</source>
        <translation>Please try again in good light, look straight ahead and follow the screen.</translation>
    </message>
    <message>
        <source>Ông/bà cứ làm tiếp. Hồ sơ được nhận ngay bây giờ, cán bộ đối chiếu giấy tờ trước khi duyệt.</source>
        <translation>Please go on. Your application is taken now, and staff compare your document before they approve it.</translation>
    </message>
    <message>
        <source>Ông/bà còn %1 lần chụp.</source>
        <translation>You have %1 more tries.</translation>
    </message>
    <message>
        <source>Ông/bà còn một lần chụp, sau đó cán bộ sẽ giúp.</source>
        <translation>You have one more try, then staff will help.</translation>
    </message>
    <message>
        <source>Không dùng khuôn mặt</source>
        <translation>Do not use my face</translation>
    </message>
</context>
<context>
    <name>FaceTexts</name>
    <message>
        <source>Đưa khuôn mặt vào giữa hình bầu dục</source>
        <translation>Place your face in the oval</translation>
    </message>
    <message>
        <source>Camera không cho hình màu. Xin báo cán bộ.</source>
        <translation>The camera shows no colours. Please tell the staff.</translation>
    </message>
    <message>
        <source>Xin chỉ một người đứng trước camera</source>
        <translation>Only one person at the camera, please</translation>
    </message>
    <message>
        <source>Xin lại gần hơn một chút</source>
        <translation>Please come a little closer</translation>
    </message>
    <message>
        <source>Xin lùi lại một chút</source>
        <translation>Please step back a little</translation>
    </message>
    <message>
        <source>Xin lùi lại để thấy trọn khuôn mặt</source>
        <translation>Please step back so that your whole face is seen</translation>
    </message>
    <message>
        <source>Xin nhìn thẳng vào màn hình</source>
        <translation>Please look straight at the screen</translation>
    </message>
    <message>
        <source>Xin giữ đầu thẳng</source>
        <translation>Please hold your head upright</translation>
    </message>
    <message>
        <source>Hơi tối, xin quay mặt về phía sáng</source>
        <translation>A little dark: please face the light</translation>
    </message>
    <message>
        <source>Hơi chói, xin đứng lệch khỏi đèn</source>
        <translation>A little bright: please step out of the lamp</translation>
    </message>
    <message>
        <source>Xin quay để hai bên mặt sáng đều</source>
        <translation>Please turn until both sides are evenly lit</translation>
    </message>
    <message>
        <source>Hình hơi mờ, xin đứng chỗ sáng hơn</source>
        <translation>Rather pale: please stand where it is brighter</translation>
    </message>
    <message>
        <source>Xin đứng yên một chút</source>
        <translation>Please stand still for a moment</translation>
    </message>
    <message>
        <source>Xin mở mắt nhìn màn hình</source>
        <translation>Please open your eyes</translation>
    </message>
    <message>
        <source>Xin khép miệng</source>
        <translation>Please close your mouth</translation>
    </message>
    <message>
        <source>Xin tháo khẩu trang hoặc khăn che mặt</source>
        <translation>Please take off the mask or the scarf</translation>
    </message>
    <message>
        <source>Xin tháo kính</source>
        <translation>Please take off your glasses</translation>
    </message>
    <message>
        <source>Kính bị loá, xin cúi nhẹ hoặc tháo kính</source>
        <translation>Your glasses reflect: lower your head a little or take them off</translation>
    </message>
    <message>
        <source>Xin quay mặt từ từ sang trái</source>
        <translation>Slowly turn your head to the left</translation>
    </message>
    <message>
        <source>Xin quay mặt từ từ sang phải</source>
        <translation>Slowly turn your head to the right</translation>
    </message>
    <message>
        <source>Xin nhắm mắt rồi mở ra</source>
        <translation>Close your eyes, then open them</translation>
    </message>
    <message>
        <source>Xin nhìn thẳng lại vào màn hình</source>
        <translation>Please look straight at the screen again</translation>
    </message>
    <message>
        <source>Xin làm theo ngay khi máy nhắc, mỗi lần một động tác.</source>
        <translation>Please follow each request as soon as it is made, one at a time.</translation>
    </message>
    <message>
        <source>Xin quay về phía mũi tên trên màn hình.</source>
        <translation>Please turn towards the arrow on the screen.</translation>
    </message>
    <message>
        <source>Xin quay cả đầu sang bên, rồi nhìn thẳng lại.</source>
        <translation>Please turn your whole head to the side, then look straight again.</translation>
    </message>
    <message>
        <source>Xin giữ khuôn mặt trong hình bầu dục đến khi máy báo xong.</source>
        <translation>Please keep your face in the oval until the kiosk is done.</translation>
    </message>
    <message>
        <source>Xin chỉ một người đứng trước camera.</source>
        <translation>Please let one person only stand before the camera.</translation>
    </message>
    <message>
        <source>Xin cùng một người đứng trước camera từ đầu đến cuối.</source>
        <translation>Please let the same person stay before the camera from start to end.</translation>
    </message>
    <message>
        <source>Hình từ camera bị lặp lại. Xin thử lại, hoặc nhờ cán bộ.</source>
        <translation>The camera repeated its picture. Please try again, or ask staff.</translation>
    </message>
    <message>
        <source>Xin đứng gần màn hình hơn và tránh đèn hoặc nắng chiếu thẳng vào mặt.</source>
        <translation>Please stand closer to the screen, with no lamp or sun shining on your face.</translation>
    </message>
    <message>
        <source>Xin quay đầu chậm hơn và giữ một chút ở mỗi bên.</source>
        <translation>Please turn your head more slowly and hold it a moment on each side.</translation>
    </message>
    <message>
        <source>Xin chờ cán bộ xem giúp.</source>
        <translation>Please wait for the staff to have a look.</translation>
    </message>
    <message>
        <source>Xin đứng trước camera, nhìn thẳng và giữ yên một lúc.</source>
        <translation>Please stand before the camera, look straight and keep still for a moment.</translation>
    </message>
</context>
<context>
    <name>FacilityQuestion</name>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Tên bệnh viện, trung tâm, trạm y tế</source>
        <translation>Name of the hospital, centre or health station</translation>
    </message>
</context>
<context>
    <name>FieldFrame</name>
    <message>
        <source>Theo dữ liệu hộ tịch, không sửa ở đây.</source>
        <translation>From the civil registry; it is not changed here.</translation>
    </message>
    <message>
        <source>Theo dữ liệu BHXH, không sửa ở đây.</source>
        <translation>As the register has it; not changed here.</translation>
    </message>
    <message>
        <source>Lấy từ hồ sơ BHXH của ông/bà. Xin sửa nếu khác.</source>
        <translation>Taken from your insurance record. Please change it if it is different.</translation>
    </message>
    <message>
        <source>So thẻ với hồ sơ BHXH của ông/bà thấy khác. Xin sửa nếu không đúng.</source>
        <translation>Your card and your insurance record differ here. Please change it if that is not right.</translation>
    </message>
    <message>
        <source>Theo chỗ ông/bà vừa chọn trong quá trình đóng. Xin sửa nếu khác.</source>
        <translation>As you have just chosen among your contributions. Please change it if it is different.</translation>
    </message>
    <message>
        <source>Tính từ quá trình đóng của ông/bà. Xin sửa nếu khác.</source>
        <translation>Computed from your contributions. Please change it if it is different.</translation>
    </message>
    <message>
        <source>Tính từ quá trình đóng của ông/bà (%1). Xin sửa nếu khác.</source>
        <translation>Computed from your contributions (%1). Please change it if it is different.</translation>
    </message>
    <message>
        <source>Lấy từ quá trình đóng của ông/bà. Xin sửa nếu khác.</source>
        <translation>Taken from your contributions. Please change it if it is different.</translation>
    </message>
    <message>
        <source>Lấy từ quá trình đóng của ông/bà (%1). Xin sửa nếu khác.</source>
        <translation>Taken from your contributions (%1). Please change it if it is different.</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>%1 (không bắt buộc)</source>
        <translation>%1 (optional)</translation>
    </message>
    <message>
        <source>Lấy từ thẻ của ông/bà, không sửa ở đây.</source>
        <translation>Taken from your card; it cannot be changed here.</translation>
    </message>
    <message>
        <source>Lấy từ thẻ của ông/bà. Xin sửa nếu nay đã khác.</source>
        <translation>Taken from your card. Please correct it if it has changed.</translation>
    </message>
</context>
<context>
    <name>FlashCurtain</name>
    <message>
        <source>Xin nhìn vào đây và giữ yên</source>
        <translation>Please look here and keep still</translation>
    </message>
    <message>
        <source>Màn hình đổi màu chậm trong vài giây.</source>
        <translation>The screen slowly changes colour for a few seconds.</translation>
    </message>
    <message>
        <source>Bỏ qua ánh sáng màu</source>
        <translation>Skip the coloured light</translation>
    </message>
    <message>
        <source>Không dùng khuôn mặt</source>
        <translation>Do not use my face</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Gọi cán bộ</source>
        <translation>Call staff</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Sửa</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>GoodbyeScreen</name>
    <message>
        <source>Việc đã có số biên nhận vẫn được giữ.</source>
        <translation>What has a receipt number is kept.</translation>
    </message>
    <message>
        <source>Việc đang làm chưa được gửi đi.</source>
        <translation>What you were doing has not been sent.</translation>
    </message>
    <message>
        <source>Việc đang làm chưa được gửi đi. Máy này giữ những gì đã nhập đến %1: xin đặt đúng thẻ này để làm tiếp.</source>
        <translation>What you were doing has not been sent. This kiosk keeps what you entered until %1: put down the same card to go on.</translation>
    </message>
    <message>
        <source>Máy gặp lỗi</source>
        <translation>The kiosk had a fault</translation>
    </message>
    <message>
        <source>Cảm ơn ông/bà</source>
        <translation>Thank you</translation>
    </message>
    <message>
        <source>Xin lấy thẻ của ông/bà</source>
        <translation>Please take your card</translation>
    </message>
    <message>
        <source>Ông/bà đã thoát</source>
        <translation>You have left</translation>
    </message>
    <message>
        <source>Mã lỗi: %1. Xin đọc mã này cho cán bộ.</source>
        <translation>Fault code: %1. Please read it to staff.</translation>
    </message>
    <message>
        <source>Ông/bà đã lấy thẻ và giấy tờ chưa?</source>
        <translation>Have you taken your card and papers?</translation>
    </message>
    <message>
        <source>Thẻ đang nằm trên đầu đọc.</source>
        <translation>Your card is on the reader.</translation>
    </message>
    <message>
        <source>Mọi thông tin của ông/bà đã được xóa khỏi màn hình này.</source>
        <translation>All your details are gone from this screen.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>GroupScreen</name>
    <message>
        <source>Chạm vào việc cần làm.</source>
        <translation>Touch what you would like to do.</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Xin mang theo</source>
        <translation>Please bring</translation>
    </message>
    <message>
        <source>Ông/bà có thể</source>
        <translation>You can</translation>
    </message>
    <message>
        <source>In trang này</source>
        <translation>Print this page</translation>
    </message>
    <message>
        <source>Xin quét mã ở trang này, chụp lại màn hình hoặc gọi cán bộ.</source>
        <translation>Please scan the code on this page, take a photo of the screen or call staff.</translation>
    </message>
    <message>
        <source>Căn cứ pháp lý</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Mã QR của hướng dẫn này</source>
        <translation>QR code of this guide</translation>
    </message>
    <message>
        <source>Mã QR của trang này</source>
        <translation>QR code of this page</translation>
    </message>
    <message>
        <source>Quét mã để lưu hướng dẫn này vào điện thoại, hoặc in ra giấy (tiếng Việt và tiếng Anh).</source>
        <translation>Scan the code to keep this guide on your phone, or print it (in Vietnamese and English).</translation>
    </message>
    <message>
        <source>Quét mã để lưu trang này vào điện thoại, hoặc in ra giấy (tiếng Việt và tiếng Anh).</source>
        <translation>Scan the code to keep this page on your phone, or print it (in Vietnamese and English).</translation>
    </message>
    <message>
        <source>In hướng dẫn</source>
        <translation>Print this guide</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Bảo hiểm xã hội Việt Nam</source>
        <translation>Vietnam Social Security</translation>
    </message>
    <message>
        <source>Trợ năng</source>
        <translation>Accessibility</translation>
    </message>
</context>
<context>
    <name>HoldToShow</name>
    <message>
        <source>Che lại</source>
        <translation>Cover again</translation>
    </message>
    <message>
        <source>Thả ra là che lại</source>
        <translation>Let go to cover</translation>
    </message>
    <message>
        <source>Giữ nút này để xem phần bị che</source>
        <translation>Hold this to see what is covered</translation>
    </message>
    <message>
        <source>Không giữ được nút? Mở “Trợ năng”, chọn “Luôn hiện”.</source>
        <translation>Cannot hold it? Open “Accessibility” and choose “Always shown”.</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>Ông/bà cần làm việc gì?</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>Ông/bà cần làm gì nữa?</source>
        <translation>What else would you like to do?</translation>
    </message>
    <message>
        <source>Chạm vào một ô, hoặc tìm bằng vài chữ.</source>
        <translation>Touch a tile, or search with a few words.</translation>
    </message>
    <message>
        <source>Tìm việc cần làm, ví dụ: nghỉ đẻ, đổi bệnh viện</source>
        <translation>Search, for example: maternity, change hospital</translation>
    </message>
    <message>
        <source>Tôi không có thẻ Căn cước</source>
        <translation>I have no Vietnamese ID card</translation>
    </message>
    <message>
        <source>Sắp có</source>
        <translation>Coming later</translation>
    </message>
</context>
<context>
    <name>IdentityScreen</name>
    <message>
        <source>Đọc thẻ</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Thông tin dưới đây lấy từ thẻ của ông/bà.</source>
        <translation>These details come from your card.</translation>
    </message>
    <message>
        <source>Đúng là tôi</source>
        <translation>This is me</translation>
    </message>
    <message>
        <source>Đây có phải thông tin của ông/bà không?</source>
        <translation>Are these your details?</translation>
    </message>
    <message>
        <source>Đọc hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Thông tin dưới đây lấy từ hộ chiếu của ông/bà.</source>
        <translation>This is what your passport says.</translation>
    </message>
    <message>
        <source>Không phải tôi</source>
        <translation>Not me</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Số định danh cá nhân</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Số hộ chiếu</source>
        <translation>Passport number</translation>
    </message>
    <message>
        <source>Quốc tịch (mã nước)</source>
        <translation>Nationality (code)</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Nơi cư trú</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>Thẻ có giá trị đến</source>
        <translation>Card valid until</translation>
    </message>
    <message>
        <source>Hộ chiếu có giá trị đến</source>
        <translation>Passport valid until</translation>
    </message>
    <message>
        <source>Không thời hạn</source>
        <translation>No expiry</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Chưa ghi rõ</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Đã đọc chip</source>
        <translation>Chip read</translation>
    </message>
    <message>
        <source>Chip chưa đọc được: cán bộ sẽ xem thẻ</source>
        <translation>Chip not read: staff will look at the card</translation>
    </message>
    <message>
        <source>Chip chưa đọc được: cán bộ sẽ xem hộ chiếu</source>
        <translation>Chip not read: staff will look at the passport</translation>
    </message>
    <message>
        <source>Dữ liệu nguyên vẹn</source>
        <translation>Data intact</translation>
    </message>
    <message>
        <source>Dữ liệu chip không khớp: cán bộ sẽ xem</source>
        <translation>Chip data do not agree: staff will look</translation>
    </message>
    <message>
        <source>Chữ ký số chưa đúng: cán bộ sẽ xem</source>
        <translation>Signature not right: staff will look</translation>
    </message>
    <message>
        <source>Đúng cơ quan cấp</source>
        <translation>Issuer verified</translation>
    </message>
    <message>
        <source>Chưa kiểm tra được cơ quan cấp</source>
        <translation>Issuer not verified</translation>
    </message>
    <message>
        <source>Chứng thư của cơ quan cấp đã bị thu hồi: cán bộ sẽ xem</source>
        <translation>Issuer revoked: staff will look</translation>
    </message>
    <message>
        <source>Chip thật</source>
        <translation>Genuine chip</translation>
    </message>
    <message>
        <source>Chip cần cán bộ kiểm tra</source>
        <translation>Chip to be checked by staff</translation>
    </message>
    <message>
        <source>Chưa đọc được ảnh trong chip</source>
        <translation>The chip’s picture could not be read</translation>
    </message>
    <message>
        <source>Mã QR khác chip: cán bộ sẽ xem</source>
        <translation>QR differs from chip: staff will look</translation>
    </message>
    <message>
        <source>Trang in khác chip: cán bộ sẽ xem</source>
        <translation>Page and chip differ: staff will look</translation>
    </message>
    <message>
        <source>Thẻ đã hết hạn: cán bộ sẽ hướng dẫn</source>
        <translation>Card expired: staff will advise you</translation>
    </message>
    <message>
        <source>Hộ chiếu đã hết hạn: cán bộ sẽ hướng dẫn</source>
        <translation>The passport has expired: staff will help</translation>
    </message>
    <message>
        <source>Đọc chip có được bảo vệ không?</source>
        <translation>Was reading the chip protected?</translation>
    </message>
    <message>
        <source>Thông tin trong chip có bị sửa không?</source>
        <translation>Was anything in the chip changed?</translation>
    </message>
    <message>
        <source>Chữ ký số có đúng không?</source>
        <translation>Is the digital signature right?</translation>
    </message>
    <message>
        <source>Có đúng cơ quan nhà nước cấp không?</source>
        <translation>Was it issued by the state authority?</translation>
    </message>
    <message>
        <source>Chip là thật hay bản sao?</source>
        <translation>Is the chip genuine or a copy?</translation>
    </message>
    <message>
        <source>Mã QR in trên thẻ có khớp chip không?</source>
        <translation>Does the printed QR code agree with the chip?</translation>
    </message>
    <message>
        <source>Trang in có khớp chip không?</source>
        <translation>Does the printed page agree with the chip?</translation>
    </message>
    <message>
        <source>Thẻ còn giá trị không?</source>
        <translation>Is the card still valid?</translation>
    </message>
    <message>
        <source>Hộ chiếu còn giá trị không?</source>
        <translation>Is the passport still valid?</translation>
    </message>
    <message>
        <source>Có, đường truyền được mã hóa (PACE)</source>
        <translation>Yes, it was encrypted (PACE)</translation>
    </message>
    <message>
        <source>Có, đường truyền được mã hóa (BAC)</source>
        <translation>Yes, it was encrypted (BAC)</translation>
    </message>
    <message>
        <source>Không được mã hóa: cán bộ sẽ xem</source>
        <translation>It was not encrypted: staff will look</translation>
    </message>
    <message>
        <source>Không, còn nguyên vẹn</source>
        <translation>No, it is intact</translation>
    </message>
    <message>
        <source>Không khớp: cán bộ sẽ xem</source>
        <translation>It does not agree: staff will look</translation>
    </message>
    <message>
        <source>Đúng</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Chưa đúng: cán bộ sẽ xem</source>
        <translation>Not right: staff will look</translation>
    </message>
    <message>
        <source>Máy chưa có chứng thư của cơ quan cấp để kiểm tra</source>
        <translation>This kiosk has no issuer certificate to check it with</translation>
    </message>
    <message>
        <source>Chưa chứng minh được là chip thật: cán bộ sẽ xem</source>
        <translation>Not proved to be genuine: staff will look</translation>
    </message>
    <message>
        <source>Thẻ này chưa cho phép kiểm tra điều đó</source>
        <translation>This could not be checked with this card</translation>
    </message>
    <message>
        <source>Hộ chiếu này chưa cho phép kiểm tra điều đó</source>
        <translation>This passport does not let that be checked</translation>
    </message>
    <message>
        <source>Khớp</source>
        <translation>Yes, they agree</translation>
    </message>
    <message>
        <source>Khác nhau: cán bộ sẽ xem</source>
        <translation>They differ: staff will look</translation>
    </message>
    <message>
        <source>Chưa so vì không đọc mã QR cùng chip</source>
        <translation>Not compared: code and chip were not both read</translation>
    </message>
    <message>
        <source>Chưa so vì chưa đọc chip</source>
        <translation>Not compared: the chip was not read</translation>
    </message>
    <message>
        <source>Còn giá trị</source>
        <translation>Yes, it is valid</translation>
    </message>
    <message>
        <source>Còn, thẻ không thời hạn</source>
        <translation>Yes, it never expires</translation>
    </message>
    <message>
        <source>Đã hết hạn: cán bộ sẽ hướng dẫn</source>
        <translation>It has expired: staff will help</translation>
    </message>
    <message>
        <source>Chưa rõ ngày hết hạn</source>
        <translation>The date of expiry is not known</translation>
    </message>
    <message>
        <source>Chưa kiểm tra vì chưa đọc chip</source>
        <translation>Not checked: the chip was not read</translation>
    </message>
    <message>
        <source>Chưa kiểm tra được</source>
        <translation>Could not be checked</translation>
    </message>
    <message>
        <source>Xem lại thông tin trên thẻ</source>
        <translation>Back to the card’s details</translation>
    </message>
    <message>
        <source>Xem lại thông tin trên hộ chiếu</source>
        <translation>Back to the passport’s details</translation>
    </message>
    <message>
        <source>Ảnh trong chip</source>
        <translation>Photo in the chip</translation>
    </message>
    <message>
        <source>Đã kiểm tra những gì?</source>
        <translation>What was checked?</translation>
    </message>
</context>
<context>
    <name>IdleDialog</name>
    <message>
        <source>Còn %1 giây.</source>
        <translation>%1 seconds left.</translation>
    </message>
    <message>
        <source>Ông/bà còn ở đó không?</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>Nếu không, máy sẽ kết thúc và xóa mọi thông tin đã nhập.</source>
        <translation>If not, the kiosk will finish and delete everything that was entered.</translation>
    </message>
    <message>
        <source>Tôi cần thêm thời gian</source>
        <translation>I need more time</translation>
    </message>
</context>
<context>
    <name>InboxScreen</name>
    <message>
        <source>Thông báo</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>Thông báo của ông/bà</source>
        <translation>Your notices</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>In thông báo này</source>
        <translation>Print this notice</translation>
    </message>
    <message>
        <source>In danh sách</source>
        <translation>Print the list</translation>
    </message>
    <message>
        <source>Máy đang in, xin chờ một chút.</source>
        <translation>The printer is at work. One moment, please.</translation>
    </message>
    <message>
        <source>Thông báo vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>Your notices stay on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Gửi thông báo này qua thư</source>
        <translation>Mail this notice</translation>
    </message>
    <message>
        <source>Gửi danh sách qua thư</source>
        <translation>Mail the list</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in ra giấy.</source>
        <translation>There is no line now, so no mail can be sent. Please print it.</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
    <message>
        <source>Làm ngay: %1</source>
        <translation>Do it now: %1</translation>
    </message>
    <message>
        <source>Không phải tôi khám</source>
        <translation>This was not me</translation>
    </message>
</context>
<context>
    <name>InformationScreen</name>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>InsuranceCardScreen</name>
    <message>
        <source>Thẻ BHYT</source>
        <translation>Health card</translation>
    </message>
    <message>
        <source>Thẻ BHYT của ông/bà</source>
        <translation>Your health card</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Thông tin thẻ vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>Your card is still on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Mã QR của thẻ BHYT</source>
        <translation>QR code of the health card</translation>
    </message>
    <message>
        <source>Mã QR của thẻ được che</source>
        <translation>The card&apos;s QR code is covered</translation>
    </message>
    <message>
        <source>Gửi qua thư điện tử</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in ra giấy.</source>
        <translation>There is no line now, so no mail can be sent. Please print it.</translation>
    </message>
    <message>
        <source>Các thẻ khác</source>
        <translation>Other cards</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
</context>
<context>
    <name>InsuranceNumberQuestion</name>
    <message>
        <source>gồm 10 chữ số</source>
        <translation>10 digits</translation>
    </message>
</context>
<context>
    <name>KeepReceiptScreen</name>
    <message>
        <source>Ông/bà đã ghi lại số biên nhận chưa?</source>
        <translation>Have you noted the receipt number?</translation>
    </message>
    <message>
        <source>Chưa in giấy. Cần số này khi hỏi về hồ sơ.</source>
        <translation>Nothing was printed. You need this number to ask about your application.</translation>
    </message>
    <message>
        <source>In biên nhận</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>In biên nhận và %1</source>
        <translation>Print the receipt and %1</translation>
    </message>
    <message>
        <source>Mã theo dõi: %1</source>
        <translation>Tracking code: %1</translation>
    </message>
    <message>
        <source>Tôi đã ghi lại hoặc chụp lại</source>
        <translation>I have noted or photographed it</translation>
    </message>
</context>
<context>
    <name>KeptScreen</name>
    <message>
        <source>Dữ liệu cá nhân</source>
        <translation>Personal data</translation>
    </message>
    <message>
        <source>Dữ liệu cá nhân của ông/bà</source>
        <translation>Your personal data</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>In một bản</source>
        <translation>Print a copy</translation>
    </message>
    <message>
        <source>Dữ liệu vẫn ở trên màn hình. Xin gọi cán bộ.</source>
        <translation>The data are still on the screen. Please call staff.</translation>
    </message>
    <message>
        <source>Quyền của ông/bà</source>
        <translation>Your rights</translation>
    </message>
    <message>
        <source>Xem %1 lần trước đó</source>
        <translation>See %1 earlier ones</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Chữ hoa</source>
        <translation>Capital letters</translation>
    </message>
    <message>
        <source>Dấu cách</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Bàn phím</source>
        <translation>Keyboard</translation>
    </message>
</context>
<context>
    <name>KeyboardKey</name>
    <message>
        <source>Không dấu: để chữ như đã gõ</source>
        <translation>No marks: leave the word as typed</translation>
    </message>
    <message>
        <source>dấu %1</source>
        <translation>%1 tone</translation>
    </message>
</context>
<context>
    <name>LeaveScreen</name>
    <message>
        <source>Ông/bà muốn thoát?</source>
        <translation>Do you want to leave?</translation>
    </message>
    <message>
        <source>Việc đang làm chưa được gửi đi.</source>
        <translation>What you were doing has not been sent.</translation>
    </message>
    <message>
        <source>Những gì ông/bà đã nhập sẽ bị xóa.</source>
        <translation>What you entered will be deleted.</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Việc đã làm xong trước đó vẫn được nhận.</source>
        <translation>What you finished before is received and stays.</translation>
    </message>
    <message>
        <source>Máy có thể giữ những gì ông/bà đã nhập. Lần sau, đặt đúng thẻ này lên máy này để làm tiếp.</source>
        <translation>The kiosk can keep what you entered. Next time, put the same card on this kiosk to go on.</translation>
    </message>
    <message>
        <source>Giữ lại rồi thoát</source>
        <translation>Keep it and leave</translation>
    </message>
    <message>
        <source>Thoát, xóa những gì đã nhập</source>
        <translation>Cancel and leave</translation>
    </message>
</context>
<context>
    <name>LegalBasis</name>
    <message>
        <source>Căn cứ pháp lý</source>
        <translation>Legal basis</translation>
    </message>
</context>
<context>
    <name>MailResultScreen</name>
    <message>
        <source>Vừa gửi thư từ đây. Xin thử lại sau %1 phút, hoặc in, hoặc quét mã QR.</source>
        <translation>A mail was sent from here just now. Please try again in %1 min, or print it, or scan the QR code.</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được. Xin in, hoặc quét mã QR.</source>
        <translation>The line is down, so it could not be sent. Please print it, or scan the QR code.</translation>
    </message>
    <message>
        <source>Lúc này chưa gửi được thư. Xin thử lại, hoặc in, hoặc quét mã QR.</source>
        <translation>Mail cannot be sent at the moment. Please try again, or print it, or scan the QR code.</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Đã gửi thư</source>
        <translation>The mail was sent</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đang gửi…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Gửi thư</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Máy đang gửi thư, xin chờ một chút.</source>
        <translation>The mail is being sent, one moment please.</translation>
    </message>
    <message>
        <source>Đã gửi đến %1</source>
        <translation>Sent to %1</translation>
    </message>
    <message>
        <source>Chưa thấy thư, xin xem cả mục thư rác.</source>
        <translation>If you cannot find it, please look in the spam folder too.</translation>
    </message>
    <message>
        <source>Gửi đến địa chỉ khác</source>
        <translation>Send to another address</translation>
    </message>
</context>
<context>
    <name>MissingStretches</name>
    <message>
        <source>Tháng thiếu hoặc còn nợ</source>
        <translation>Months missing or owed</translation>
    </message>
    <message>
        <source>Báo thiếu tháng này</source>
        <translation>Report these months</translation>
    </message>
</context>
<context>
    <name>MoneyEntry</name>
    <message>
        <source>.</source>
        <comment>between groups of three digits</comment>
        <translation>,</translation>
    </message>
    <message>
        <source>Ví dụ: 4.250.000</source>
        <translation>For example: 4,250,000</translation>
    </message>
    <message>
        <source>đồng</source>
        <translation>VND</translation>
    </message>
</context>
<context>
    <name>MonthsEntry</name>
    <message>
        <source>Từ tháng</source>
        <translation>From month</translation>
    </message>
    <message>
        <source>Ví dụ: 01/2024</source>
        <translation>For example: 01/2024</translation>
    </message>
    <message>
        <source>Đến hết tháng</source>
        <translation>To the end of month</translation>
    </message>
    <message>
        <source>Ví dụ: 12/2025</source>
        <translation>For example: 12/2025</translation>
    </message>
</context>
<context>
    <name>NameQuestion</name>
    <message>
        <source>Ví dụ: Nguyễn Văn An</source>
        <translation>For example: Nguyễn Văn An</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>Giọng đọc đã bật. Phím Tab: đến chỗ tiếp theo. Phím Enter: chọn. Mũi tên xuống và lên: nghe từng dòng. F6: nghe lại. F7: tạm dừng. F8 và F9: nhỏ hơn, to hơn. F1: gọi cán bộ.</source>
        <translation>The voice is on. Tab key: to the next place. Enter key: choose. Arrow down and up: hear line by line. F6: hear again. F7: pause. F8 and F9: quieter, louder. F1: call staff.</translation>
    </message>
    <message>
        <source>Âm lượng %1 trong %2</source>
        <translation>Volume %1 of %2</translation>
    </message>
    <message>
        <source>Đọc chậm</source>
        <translation>Slow</translation>
    </message>
    <message>
        <source>Đọc vừa</source>
        <translation>Medium speed</translation>
    </message>
    <message>
        <source>Đọc nhanh</source>
        <translation>Fast</translation>
    </message>
    <message>
        <source>Đã nhập %1 ký tự</source>
        <translation>%1 characters entered</translation>
    </message>
    <message>
        <source>Đã xóa %1</source>
        <translation>Deleted %1</translation>
    </message>
    <message>
        <source>Hết màn hình</source>
        <translation>End of the screen</translation>
    </message>
    <message>
        <source>Đầu màn hình</source>
        <translation>Start of the screen</translation>
    </message>
</context>
<context>
    <name>NumberKeypad</name>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>NumberQuestion</name>
    <message>
        <source>Số nhỏ nhất là %1.</source>
        <translation>The smallest number is %1.</translation>
    </message>
    <message>
        <source>Bớt %1</source>
        <translation>%1 less</translation>
    </message>
    <message>
        <source>Số lớn nhất là %1.</source>
        <translation>The largest number is %1.</translation>
    </message>
    <message>
        <source>Thêm %1</source>
        <translation>Add %1</translation>
    </message>
</context>
<context>
    <name>OfficeQuestion</name>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Tên cơ quan BHXH</source>
        <translation>Name of the office</translation>
    </message>
</context>
<context>
    <name>OfflineStrip</name>
    <message>
        <source>Đang làm việc ngoại tuyến – hồ sơ sẽ gửi khi có mạng</source>
        <translation>Working offline – applications are sent when the line is back</translation>
    </message>
</context>
<context>
    <name>OutOfServiceScreen</name>
    <message>
        <source>Máy tạm ngừng phục vụ</source>
        <translation>Out of service for now</translation>
    </message>
    <message>
        <source>Xin mời ông/bà đến quầy, cán bộ sẽ giúp ngay.</source>
        <translation>Please come to the counter: staff will help you.</translation>
    </message>
    <message>
        <source>Tổng đài: %1</source>
        <translation>Hotline: %1</translation>
    </message>
    <message>
        <source>Dành cho cán bộ</source>
        <translation>For staff</translation>
    </message>
    <message>
        <source>Trung tâm đã thu hồi máy này. Hồ sơ đã lưu vẫn còn; cần mã kích hoạt mới.</source>
        <translation>Central has revoked this kiosk. What was recorded is kept; a new enrolment code is needed.</translation>
    </message>
    <message>
        <source>Chương trình của máy cần được cập nhật. Hồ sơ đã lưu vẫn còn và vẫn được gửi.</source>
        <translation>The program of this kiosk has to be updated. What was recorded is kept and is still sent.</translation>
    </message>
    <message>
        <source>Máy %1, mã %2</source>
        <translation>Kiosk %1, code %2</translation>
    </message>
</context>
<context>
    <name>OwnDataScreen</name>
    <message>
        <source>Dùng số liệu của ông/bà?</source>
        <translation>Use your own figures?</translation>
    </message>
    <message>
        <source>Máy có thể lấy quá trình đóng và tiền lương từ hồ sơ của ông/bà để điền sẵn. Ông/bà xem và sửa được trước khi đi tiếp.</source>
        <translation>The kiosk can fill in your contributions and wages from your record. You can look at them and change them before you go on.</translation>
    </message>
    <message>
        <source>Dùng số liệu của tôi</source>
        <translation>Use my own figures</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa lấy được hồ sơ. Ông/bà có thể tự nhập.</source>
        <translation>The line is down, so the record cannot be fetched. You can type the figures in yourself.</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa hỏi được. Ông/bà tự nhập và dùng giấy khai sinh; trung tâm hỏi sau.</source>
        <translation>The kiosk has no connection now. You can type and use the birth certificate; the centre asks later.</translation>
    </message>
    <message>
        <source>Hỏi dữ liệu hộ tịch về con của ông/bà?</source>
        <translation>Ask the civil registry about your child?</translation>
    </message>
    <message>
        <source>So dữ liệu BHXH với thẻ của ông/bà?</source>
        <translation>Compare the register with your card?</translation>
    </message>
    <message>
        <source>Nếu hộ tịch đã ghi ông/bà là cha, mẹ của con thì không cần giấy khai sinh, cũng không phải nhập số của con.</source>
        <translation>If it has you as the child&apos;s parent, no birth certificate is needed, and the child&apos;s number need not be typed.</translation>
    </message>
    <message>
        <source>Máy lấy họ tên, ngày sinh, các số của ông/bà đang ghi trong dữ liệu BHXH, đặt cạnh thẻ để thấy chỗ khác nhau. Ông/bà không phải nhập lại.</source>
        <translation>We fetch your name, birthday and numbers as the register has them, and put them beside your card, so that you see what differs. You need not type them.</translation>
    </message>
    <message>
        <source>Hỏi dữ liệu hộ tịch</source>
        <translation>Ask the civil registry</translation>
    </message>
    <message>
        <source>So với thẻ của tôi</source>
        <translation>Compare with my card</translation>
    </message>
    <message>
        <source>Tôi tự nhập</source>
        <translation>I type them in myself</translation>
    </message>
    <message>
        <source>Hồ sơ chỉ dùng để điền sẵn ở đây, không lưu trong máy, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.</source>
        <translation>The record is used to fill in these answers only. It is not kept in the kiosk and is wiped when you leave. Your card has to lie on the reader.</translation>
    </message>
    <message>
        <source>Danh sách con chỉ hiện ở đây, không lưu trong máy, và xóa khi ông/bà rời đi. Cần thẻ của ông/bà trên đầu đọc.</source>
        <translation>The list of children is shown here only, not kept in the kiosk, and erased when you leave. Your card is needed on the reader.</translation>
    </message>
</context>
<context>
    <name>OwnFiguresScreen</name>
    <message>
        <source>Đã lấy số liệu từ hồ sơ</source>
        <translation>Taken from your record</translation>
    </message>
    <message>
        <source>Hồ sơ chưa đủ để điền sẵn</source>
        <translation>Your record is not enough to fill in the answers</translation>
    </message>
    <message>
        <source>Các trang sau đã điền sẵn. Xin xem lại, sửa nếu cần.</source>
        <translation>The next pages are filled in. Please look at them and change what is not right.</translation>
    </message>
    <message>
        <source>Xin ông/bà tự nhập ở các trang sau.</source>
        <translation>Please type them in on the next pages.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Tôi tự nhập</source>
        <translation>I type them in myself</translation>
    </message>
    <message>
        <source>%1 tháng không điền sẵn được vì hồ sơ không ghi tiền lương bằng đồng. Xin tự thêm nếu cần.</source>
        <translation>%1 months cannot be filled in, because the record has no wage in VND for them. Please add them if you need them.</translation>
    </message>
</context>
<context>
    <name>OwnPapersScreen</name>
    <message>
        <source>Tờ khai</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Tờ khai của ông/bà</source>
        <translation>Your declaration</translation>
    </message>
    <message>
        <source>Tờ khai hiện trên màn hình. Trang sau đọc lại từng mục để ông/bà kiểm tra.</source>
        <translation>The declaration is on the screen. The next page lists each answer for you to check.</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Máy đang lập tờ khai, xin chờ một chút.</source>
        <translation>The declaration is being made, please wait a moment.</translation>
    </message>
    <message>
        <source>Máy chưa hiện được tờ khai</source>
        <translation>The declaration cannot be shown now</translation>
    </message>
    <message>
        <source>Ông/bà vẫn làm tiếp được: trang sau có đủ các mục đã khai.</source>
        <translation>You can go on: the next page has all that you entered.</translation>
    </message>
    <message>
        <source>Trang %1 của tờ khai</source>
        <translation>Page %1 of the declaration</translation>
    </message>
    <message>
        <source>Phần còn để trống thì không cần điền.</source>
        <translation>What is left empty need not be filled in.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>In ra giấy</source>
        <translation>Print on paper</translation>
    </message>
    <message>
        <source>Đã in. Xin lấy giấy.</source>
        <translation>Printed. Please take the paper.</translation>
    </message>
    <message>
        <source>Đang in…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>In thêm một bản</source>
        <translation>Print another copy</translation>
    </message>
    <message>
        <source>Máy đang in, xin chờ một chút.</source>
        <translation>The printer is at work. One moment, please.</translation>
    </message>
</context>
<context>
    <name>PaperTexts</name>
    <message>
        <source>Xin đặt giấy vào giữa khung.</source>
        <translation>Please lay the paper in the middle of the frame.</translation>
    </message>
    <message>
        <source>Máy chưa thấy rõ mép giấy. Xin đặt giấy trên nền sẫm màu, hoặc chạm “Chụp”.</source>
        <translation>The edges of the paper cannot be seen yet. Please lay it on a dark ground, or touch “Scan now”.</translation>
    </message>
    <message>
        <source>Xin đẩy giấy vào để thấy đủ bốn góc.</source>
        <translation>Please move the paper so that all four corners are seen.</translation>
    </message>
    <message>
        <source>Giấy còn nhỏ trong khung. Xin đặt gần máy chụp hơn.</source>
        <translation>The paper is small in the frame. Please bring it nearer to the camera.</translation>
    </message>
    <message>
        <source>Giấy đang nghiêng. Xin đặt giấy nằm phẳng dưới máy chụp.</source>
        <translation>The paper is tilted. Please lay it flat under the camera.</translation>
    </message>
    <message>
        <source>Hơi tối. Xin đừng che ánh sáng trên giấy.</source>
        <translation>It is a little dark. Please do not block the light on the paper.</translation>
    </message>
    <message>
        <source>Có vệt chói che chữ. Xin dịch giấy ra khỏi bóng đèn.</source>
        <translation>A bright spot hides the print. Please move the paper away from the lamp&apos;s reflection.</translation>
    </message>
    <message>
        <source>Chữ chưa rõ. Xin vuốt phẳng giấy và giữ yên.</source>
        <translation>The print is not clear yet. Please smooth the paper and keep it still.</translation>
    </message>
    <message>
        <source>Máy chưa thấy mép giấy nên giữ cả khung hình.</source>
        <translation>The edges of the paper were not seen, so the whole picture is kept.</translation>
    </message>
    <message>
        <source>Hình thiếu một góc giấy.</source>
        <translation>A corner of the paper is missing in the picture.</translation>
    </message>
    <message>
        <source>Giấy nhỏ quá trong hình, chữ có thể khó đọc.</source>
        <translation>The paper is very small in the picture; the print may be hard to read.</translation>
    </message>
    <message>
        <source>Giấy bị nghiêng nhiều, chữ có thể méo.</source>
        <translation>The paper is strongly tilted; the print may be distorted.</translation>
    </message>
    <message>
        <source>Hình tối.</source>
        <translation>The picture is dark.</translation>
    </message>
    <message>
        <source>Có vệt chói che chữ.</source>
        <translation>A bright spot hides the print.</translation>
    </message>
    <message>
        <source>Hình chưa rõ chữ.</source>
        <translation>The print in the picture is not clear.</translation>
    </message>
</context>
<context>
    <name>PersonalNumberQuestion</name>
    <message>
        <source>12 chữ số trên thẻ căn cước</source>
        <translation>12 digits of the identity card</translation>
    </message>
</context>
<context>
    <name>PetitionScreen</name>
    <message>
        <source>Trả lời phản ánh</source>
        <translation>Answer to a petition</translation>
    </message>
    <message>
        <source>Đang hỏi trung tâm</source>
        <translation>Asking the central server</translation>
    </message>
    <message>
        <source>Xin chờ một chút.</source>
        <translation>One moment, please.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Xem lại mã</source>
        <translation>Check the code</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đã chuyển cơ quan có trách nhiệm</source>
        <translation>Forwarded to the office in charge</translation>
    </message>
    <message>
        <source>Đã trả lời</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Đã trả lời và đóng</source>
        <translation>Answered and closed</translation>
    </message>
    <message>
        <source>Đã đóng</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Đang xem lại theo đề nghị</source>
        <translation>Being looked at again</translation>
    </message>
    <message>
        <source>Đã tiếp nhận, đang xem xét</source>
        <translation>Received, being looked at</translation>
    </message>
    <message>
        <source>Trả lời ngày %1.</source>
        <translation>Answered on %1.</translation>
    </message>
    <message>
        <source>Cán bộ đang xem xét. Xin xem lại sau.</source>
        <translation>An officer is looking at it. Please look again later.</translation>
    </message>
    <message>
        <source>Hạn trả lời: %1.</source>
        <translation>An answer is due by %1.</translation>
    </message>
    <message>
        <source>Hạn trả lời (dự kiến): %1.</source>
        <translation>An answer is due by %1 (provisional).</translation>
    </message>
    <message>
        <source>Chưa thấy phản ánh mang mã này</source>
        <translation>No petition with this code yet</translation>
    </message>
    <message>
        <source>Xin chờ một lát</source>
        <translation>Please wait a little</translation>
    </message>
    <message>
        <source>Chưa kết nối được với trung tâm</source>
        <translation>The central office cannot be reached</translation>
    </message>
    <message>
        <source>Máy chưa xem được</source>
        <translation>The kiosk could not look</translation>
    </message>
    <message>
        <source>Xin so lại mã với giấy. Vừa gửi lúc mất kết nối thì mã dùng được khi máy đã gửi đi.</source>
        <translation>Please compare the code with your paper. If it was filed without a line, the code works once the kiosk has sent it.</translation>
    </message>
    <message>
        <source>Trung tâm giới hạn số lần nhập mã để giữ an toàn. Xin thử lại sau %1 phút.</source>
        <translation>How often codes may be entered is limited for safety. Please try again in %1 min.</translation>
    </message>
    <message>
        <source>Trả lời chỉ có ở trung tâm. Xin thử lại, hoặc hỏi tại quầy.</source>
        <translation>Answers are kept at the central server only. Please try again, or ask at the counter.</translation>
    </message>
    <message>
        <source>Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc hỏi tại quầy.</source>
        <translation>The kiosk or its line failed, not you. Please try again, or ask at the counter.</translation>
    </message>
    <message>
        <source>Mã theo dõi chỉ cho xem tình trạng và trả lời, không cho biết ai đã gửi.</source>
        <translation>The tracking code shows state and answer only, not who filed it.</translation>
    </message>
    <message>
        <source>Chưa hài lòng, đề nghị trả lời lại (đến hết %1)</source>
        <translation>Not satisfied: ask for another answer (until %1)</translation>
    </message>
</context>
<context>
    <name>PhoneQuestion</name>
    <message>
        <source>Ví dụ: 0912 345 678</source>
        <translation>For example: 0912 345 678</translation>
    </message>
</context>
<context>
    <name>PhoneTexts</name>
    <message>
        <source>Chưa kết nối được với trung tâm</source>
        <translation>The central office cannot be reached</translation>
    </message>
    <message>
        <source>Thời gian chờ đã hết</source>
        <translation>The time has run out</translation>
    </message>
    <message>
        <source>Điện thoại này đang bị khóa</source>
        <translation>This phone is locked</translation>
    </message>
    <message>
        <source>Cần quét mã mới</source>
        <translation>A new code has to be scanned</translation>
    </message>
    <message>
        <source>Đã đủ số điện thoại</source>
        <translation>There is no room for another phone</translation>
    </message>
    <message>
        <source>Điện thoại này đã được gỡ</source>
        <translation>This phone was removed</translation>
    </message>
    <message>
        <source>Đã quá năm phút</source>
        <translation>Five minutes have passed</translation>
    </message>
    <message>
        <source>Máy chưa làm được việc này</source>
        <translation>The kiosk could not do this</translation>
    </message>
    <message>
        <source>Smart OTP do trung tâm giữ, máy không giữ gì. Xin thử lại, hoặc đến quầy.</source>
        <translation>Smart OTP is kept at the central office, nothing of it in this kiosk. Please try again, or go to the counter.</translation>
    </message>
    <message>
        <source>Để giữ an toàn, mỗi lần làm chỉ có hiệu lực vài phút. Xin đặt thẻ lại lên đầu đọc.</source>
        <translation>To keep you safe, this is open for some minutes only. Please put your card on the reader again.</translation>
    </message>
    <message>
        <source>Nhập sai 5 lần thì khóa 15 phút. Xin thử lại sau, hoặc gỡ điện thoại rồi thêm lại.</source>
        <translation>Five wrong entries lock it for 15 minutes. Please try later, or remove the phone and add it again.</translation>
    </message>
    <message>
        <source>Mã QR lúc nãy không dùng được nữa. Xin xóa mục “BHXH Smart OTP” vừa thêm trong ứng dụng rồi quét mã mới.</source>
        <translation>The QR code of before is no longer valid. Please delete the entry “BHXH Smart OTP” that you have just added in the app, then scan the new code.</translation>
    </message>
    <message>
        <source>Xin gỡ một điện thoại không dùng nữa rồi thêm.</source>
        <translation>Please remove a phone that you no longer use, then add one.</translation>
    </message>
    <message>
        <source>Xin xem lại danh sách điện thoại.</source>
        <translation>Please look at the list of phones again.</translation>
    </message>
    <message>
        <source>Nội dung chờ xác nhận có hiệu lực năm phút. Xin xem lại và nhập mã một lần nữa.</source>
        <translation>What is to be confirmed waits five minutes. Please look at it again and enter a code once more.</translation>
    </message>
    <message>
        <source>Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc đến quầy.</source>
        <translation>It is a fault of the kiosk or the line, not yours. Please try again, or go to the counter.</translation>
    </message>
    <message>
        <source>Mã chưa đúng. Xin chờ ứng dụng đổi sang mã mới rồi nhập. Giờ của điện thoại phải đúng.</source>
        <translation>This code is not right. Please wait for the next one in the app, then enter it. The clock of the phone has to be right.</translation>
    </message>
    <message>
        <source>Mỗi mã chỉ dùng một lần. Xin chờ ứng dụng đổi sang mã mới.</source>
        <translation>A code counts once. Please wait for the next one in the app.</translation>
    </message>
    <message>
        <source>Mã PIN hoặc mã trên điện thoại chưa đúng. Xin nhập lại cả hai. Sai 5 lần thì khóa 15 phút.</source>
        <translation>The PIN or the code of the phone is not right. Please enter both again. Five wrong entries lock it for 15 minutes.</translation>
    </message>
    <message>
        <source>Mã PIN này dễ đoán. Xin chọn sáu số khác, không theo thứ tự, không lặp lại.</source>
        <translation>This PIN is easy to guess. Please choose six other digits, neither in a row nor repeated.</translation>
    </message>
    <message>
        <source>Hai lần nhập chưa giống nhau. Xin đặt mã PIN lại.</source>
        <translation>The two entries are not the same. Please set the PIN again.</translation>
    </message>
    <message>
        <source>Chưa kết nối được với trung tâm. Xin nhập lại mã đang hiện trên điện thoại.</source>
        <translation>The central office cannot be reached. Please enter the code that the phone shows now once more.</translation>
    </message>
</context>
<context>
    <name>PhonesScreen</name>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Ông/bà chưa có điện thoại nào</source>
        <translation>You have no phone here yet</translation>
    </message>
    <message>
        <source>Điện thoại hiện mã của ông/bà</source>
        <translation>The phones that show your codes</translation>
    </message>
    <message>
        <source>Máy đang hỏi trung tâm…</source>
        <translation>The kiosk is asking the central office…</translation>
    </message>
    <message>
        <source>Đặt thẻ lại</source>
        <translation>Put the card back</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Thêm điện thoại</source>
        <translation>Add a phone</translation>
    </message>
    <message>
        <source>Smart OTP là mã 6 số hiện trên điện thoại của ông/bà, nửa phút đổi một lần. Khi cơ quan BHXH hỏi, mã này cùng với mã PIN cho biết chắc là ông/bà, không cần tin nhắn.</source>
        <translation>Smart OTP is a 6-digit code on your phone, a new one every half minute. When Vietnam Social Security asks, the code with your PIN shows that it is you, without text messages.</translation>
    </message>
    <message>
        <source>Mỗi người có nhiều nhất %1 điện thoại. Muốn thêm, xin gỡ một điện thoại không dùng nữa.</source>
        <translation>A person has at most %1 phones. To add one, please remove one that you no longer use.</translation>
    </message>
    <message>
        <source>Điện thoại bị mất, đã bán hoặc cho người khác thì xin gỡ.</source>
        <translation>Please remove a phone that is lost, sold or given away.</translation>
    </message>
    <message>
        <source>Không đọc mã hoặc PIN cho ai, kể cả người tự xưng là cán bộ. Cơ quan BHXH không gọi điện hỏi mã.</source>
        <translation>Tell a code or your PIN to nobody, not even to who says they are staff. Vietnam Social Security does not call and ask for codes.</translation>
    </message>
    <message>
        <source>Đang khóa đến %1.</source>
        <translation>Locked until %1.</translation>
    </message>
    <message>
        <source>Thêm ngày %1.</source>
        <translation>Added on %1.</translation>
    </message>
    <message>
        <source>Thử mã của điện thoại này</source>
        <translation>Try the code of this phone</translation>
    </message>
    <message>
        <source>Điện thoại này đang bị khóa. Xin thử lại sau.</source>
        <translation>This phone is locked. Please try later.</translation>
    </message>
    <message>
        <source>Gỡ điện thoại này</source>
        <translation>Remove this phone</translation>
    </message>
</context>
<context>
    <name>PickList</name>
    <message>
        <source>%1 kết quả</source>
        <translation>%1 results</translation>
    </message>
    <message>
        <source>Đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Xem thêm</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>Không thấy tên nào như vậy. Xin gõ ít chữ hơn.</source>
        <translation>No such name. Please type fewer letters.</translation>
    </message>
</context>
<context>
    <name>PrintedNotice</name>
    <message>
        <source>Máy in chưa in được</source>
        <translation>The printer could not print</translation>
    </message>
</context>
<context>
    <name>ProgressLight</name>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>Đang làm…</source>
        <translation>Working…</translation>
    </message>
    <message>
        <source>Chờ</source>
        <translation>Waiting</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>Mã QR của biên nhận</source>
        <translation>QR code of the receipt</translation>
    </message>
</context>
<context>
    <name>QuestionScreen</name>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>ReceiptScreen</name>
    <message>
        <source>Đã nhận hồ sơ</source>
        <translation>We have received your application</translation>
    </message>
    <message>
        <source>Số biên nhận</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Mã theo dõi: xem trả lời, không cần thẻ</source>
        <translation>Tracking code: read the answer, no card needed</translation>
    </message>
    <message>
        <source>Mã đã dùng được.</source>
        <translation>The code works now.</translation>
    </message>
    <message>
        <source>Mã dùng được khi máy đã gửi đi.</source>
        <translation>The code works once the kiosk has sent it.</translation>
    </message>
    <message>
        <source>Đã gửi đến cơ quan BHXH</source>
        <translation>Sent to Vietnam Social Security</translation>
    </message>
    <message>
        <source>Mã hồ sơ: %1</source>
        <translation>Case number: %1</translation>
    </message>
    <message>
        <source>Máy sẽ tự gửi khi có mạng. Ông/bà không cần chờ, hồ sơ không mất.</source>
        <translation>The kiosk sends it by itself when the line is back. You need not wait; nothing is lost.</translation>
    </message>
    <message>
        <source>Việc tiếp theo</source>
        <translation>What happens next</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Đã nhận tại máy, chưa gửi đi</source>
        <translation>Received at this kiosk, not sent yet</translation>
    </message>
    <message>
        <source>Ngày hẹn trả kết quả: %1</source>
        <translation>Result due on %1</translation>
    </message>
    <message>
        <source>Ngày hẹn trả kết quả (dự kiến): %1</source>
        <translation>Result due on %1 (provisional)</translation>
    </message>
    <message>
        <source>Cần hỏi thêm, xin gọi tổng đài %1 và đọc số biên nhận.</source>
        <translation>Questions? Call %1 and read out the receipt number.</translation>
    </message>
    <message>
        <source>Đã in. Xin lấy biên nhận.</source>
        <translation>Printed. Please take your receipt.</translation>
    </message>
    <message>
        <source>Hồ sơ vẫn được giữ. Xin chụp lại màn hình này hoặc gọi cán bộ.</source>
        <translation>Your application is safe. Please take a picture of this screen or call staff.</translation>
    </message>
    <message>
        <source>In biên nhận</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>In biên nhận và %1</source>
        <translation>Print the receipt and %1</translation>
    </message>
</context>
<context>
    <name>ReceivedScreen</name>
    <message>
        <source>Chế độ đã hưởng</source>
        <translation>Benefits</translation>
    </message>
    <message>
        <source>Chế độ ông/bà đã hưởng</source>
        <translation>The benefits that you received</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
</context>
<context>
    <name>RecordScreen</name>
    <message>
        <source>Xem hồ sơ</source>
        <translation>Your record</translation>
    </message>
    <message>
        <source>Đặt lại thẻ lên đầu đọc</source>
        <translation>Put the card back on the reader</translation>
    </message>
    <message>
        <source>Đang lấy hồ sơ của ông/bà</source>
        <translation>Getting your record</translation>
    </message>
    <message>
        <source>Cán bộ xác nhận tại đây</source>
        <translation>Staff confirm here</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Làm việc khác</source>
        <translation>Do something else</translation>
    </message>
    <message>
        <source>Tôi tự nhập</source>
        <translation>I type them in myself</translation>
    </message>
    <message>
        <source>Đăng ký tiếp, không tìm</source>
        <translation>Register without looking</translation>
    </message>
    <message>
        <source>Hỏi dữ liệu hộ tịch</source>
        <translation>Ask the civil registry</translation>
    </message>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Tìm hồ sơ</source>
        <translation>Your record</translation>
    </message>
    <message>
        <source>Đang xác nhận với trung tâm</source>
        <translation>Confirming with the central office</translation>
    </message>
    <message>
        <source>Đang tìm hồ sơ của ông/bà</source>
        <translation>Looking for your record</translation>
    </message>
    <message>
        <source>Đang hỏi dữ liệu hộ tịch</source>
        <translation>Asking the civil registry</translation>
    </message>
    <message>
        <source>Điện thoại chỉ được thêm hoặc gỡ khi chủ thẻ đang ở đây. Mỗi lần làm đều được ghi lại.</source>
        <translation>A phone is added or removed only while the holder of the card is here. Each time is recorded.</translation>
    </message>
    <message>
        <source>Trung tâm chỉ cho biết có hồ sơ hay không và chỗ nào khác với thẻ. Mỗi lần hỏi đều được ghi lại.</source>
        <translation>We only learn whether there is a record, and in what it differs from the card. Each time this is noted.</translation>
    </message>
    <message>
        <source>Máy đang hỏi trung tâm. Xin để yên thẻ trên đầu đọc.</source>
        <translation>The kiosk is asking the central office. Please leave the card on the reader.</translation>
    </message>
    <message>
        <source>Xin đặt đúng thẻ vừa đọc. Chip của thẻ xác nhận với trung tâm rằng ông/bà đang ở đây.</source>
        <translation>Please put down the card that was just read. Its chip confirms to the central office that you are here.</translation>
    </message>
    <message>
        <source>Chip đang xác nhận với trung tâm. Xin giữ yên thẻ.</source>
        <translation>The chip is confirming to the central office. Please keep the card still.</translation>
    </message>
    <message>
        <source>Trung tâm đang gửi hồ sơ đến máy này…</source>
        <translation>The central office is sending the record to this kiosk…</translation>
    </message>
    <message>
        <source>Trung tâm đang chờ hệ thống hộ tịch trả lời…</source>
        <translation>The centre waits for the civil registry&apos;s answer…</translation>
    </message>
    <message>
        <source>Trung tâm đang kiểm tra thẻ…</source>
        <translation>The central office is checking the card…</translation>
    </message>
    <message>
        <source>Chưa kết nối được với trung tâm</source>
        <translation>The central office cannot be reached</translation>
    </message>
    <message>
        <source>Xin chờ một lát</source>
        <translation>Please wait a little</translation>
    </message>
    <message>
        <source>Thời gian chờ đã hết</source>
        <translation>The time has run out</translation>
    </message>
    <message>
        <source>Cần cán bộ xác nhận</source>
        <translation>Staff have to confirm who you are</translation>
    </message>
    <message>
        <source>Số cán bộ hoặc mã chưa đúng</source>
        <translation>The staff number or the code is not right</translation>
    </message>
    <message>
        <source>Đây không phải thẻ vừa đọc</source>
        <translation>This is not the card that was just read</translation>
    </message>
    <message>
        <source>Thẻ chưa trả lời</source>
        <translation>The card has not answered</translation>
    </message>
    <message>
        <source>Cần đọc được chip của thẻ</source>
        <translation>The chip of the card is needed</translation>
    </message>
    <message>
        <source>Thẻ này cần cán bộ kiểm tra</source>
        <translation>Staff have to check this card</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ mang số này</source>
        <translation>There is no record under this number</translation>
    </message>
    <message>
        <source>Kết quả vừa được thay bằng bản mới</source>
        <translation>The result was just replaced by a newer one</translation>
    </message>
    <message>
        <source>Máy chưa lấy được hồ sơ</source>
        <translation>The kiosk could not get the record</translation>
    </message>
    <message>
        <source>Hồ sơ chỉ có ở trung tâm, máy không giữ bản nào. Xin thử lại, hoặc đến quầy.</source>
        <translation>The record is at the central office only; the kiosk keeps no copy. Please try again, or go to the counter.</translation>
    </message>
    <message>
        <source>Smart OTP do trung tâm giữ, máy không giữ gì. Xin thử lại, hoặc đến quầy.</source>
        <translation>Smart OTP is kept at the central office, nothing of it in this kiosk. Please try again, or go to the counter.</translation>
    </message>
    <message>
        <source>Trung tâm giới hạn số lần xem để giữ an toàn. Xin thử lại sau %1 phút, hoặc đến quầy.</source>
        <translation>For safety the central office limits how often records are shown. Please try again in %1 minutes, or go to the counter.</translation>
    </message>
    <message>
        <source>Mỗi lần xem chỉ có hiệu lực vài phút. Xin để yên thẻ trên đầu đọc rồi thử lại.</source>
        <translation>A request holds for a few minutes only. Please leave the card on the reader and try again.</translation>
    </message>
    <message>
        <source>Máy và chip chưa đủ để biết chắc là ông/bà. Cán bộ xem thẻ, nhìn người rồi xác nhận ngay tại máy này. Chưa có cán bộ? Xin chạm “Gọi cán bộ”.</source>
        <translation>Kiosk and chip are not enough to be sure that it is you. Staff look at the card and at you, and confirm at this kiosk. Nobody here yet? Touch “Call staff”.</translation>
    </message>
    <message>
        <source>Mỗi mã chỉ dùng một lần và chỉ có hiệu lực nửa phút. Nhập sai nhiều lần thì số cán bộ bị khóa 15 phút.</source>
        <translation>Each code can be used once and holds for half a minute. After several wrong ones the staff number is locked for 15 minutes.</translation>
    </message>
    <message>
        <source>Hồ sơ chỉ mở cho chủ của thẻ đã đọc lúc đầu. Xin đặt đúng thẻ đó rồi thử lại.</source>
        <translation>The record opens only for the holder of the card that was read first. Please put down that card and try again.</translation>
    </message>
    <message>
        <source>Trung tâm chỉ trả lời cho chủ của thẻ đã đọc lúc đầu. Xin đặt đúng thẻ đó rồi thử lại.</source>
        <translation>Only the owner of the card that was read first gets an answer. Please put that card there and try again.</translation>
    </message>
    <message>
        <source>Xin đặt thẻ nằm phẳng giữa đầu đọc, giữ yên, rồi thử lại.</source>
        <translation>Please lay the card flat in the middle of the reader, keep it still, and try again.</translation>
    </message>
    <message>
        <source>Lúc nãy máy chỉ đọc mã QR hoặc chữ in, nên chưa xem được tại máy. Xin đến quầy với thẻ Căn cước: cán bộ xem và in cho ông/bà.</source>
        <translation>The kiosk has read only the QR code or the print, so the record cannot be shown here. Please go to the counter with your card: staff look it up and print it for you.</translation>
    </message>
    <message>
        <source>Trung tâm chưa xác nhận được chip của thẻ. Xin đến quầy với thẻ Căn cước: cán bộ xem và in cho ông/bà.</source>
        <translation>The central office could not confirm the chip of this card. Please go to the counter with your card: staff look it up and print it for you.</translation>
    </message>
    <message>
        <source>Trung tâm chưa có ai mang số định danh này. Có thể hồ sơ còn ghi số cũ. Xin đến quầy với thẻ Căn cước và sổ BHXH.</source>
        <translation>Nobody in the central register has this personal number. Your record may still be under an old one. Please go to the counter with your card and your insurance book.</translation>
    </message>
    <message>
        <source>Xin mở lại “Hồ sơ của tôi” để xem bản mới.</source>
        <translation>Please open “My applications” again to read the new one.</translation>
    </message>
    <message>
        <source>Lỗi ở máy hoặc đường truyền, không phải do ông/bà. Xin thử lại, hoặc đến quầy.</source>
        <translation>It is a fault of the kiosk or the line, not yours. Please try again, or go to the counter.</translation>
    </message>
    <message>
        <source>Để lại yêu cầu, nhận bản in sau</source>
        <translation>Leave the wish, get a copy later</translation>
    </message>
    <message>
        <source>Hồ sơ chỉ hiện trên màn hình này, không lưu trong máy, và xóa khi ông/bà rời đi. Mỗi lần xem đều được ghi lại.</source>
        <translation>The record is shown on this screen only. It is not kept in the kiosk and is wiped when you leave. Every look is noted.</translation>
    </message>
    <message>
        <source>Danh sách con chỉ hiện trên màn hình này, không lưu trong máy, và xóa khi ông/bà rời đi. Mỗi lần hỏi đều được ghi lại.</source>
        <translation>The list of children is shown on this screen only, not kept in the kiosk, and erased when you leave. Each question is recorded.</translation>
    </message>
    <message>
        <source>Xin để yên thẻ trên đầu đọc trong khi cán bộ nhập mã.</source>
        <translation>Please leave the card on the reader while staff type the code.</translation>
    </message>
    <message>
        <source>Không có gì của ông/bà bị thay đổi.</source>
        <translation>Nothing of yours has been changed.</translation>
    </message>
</context>
<context>
    <name>RemindedScreen</name>
    <message>
        <source>Lời nhắc</source>
        <translation>Reminder</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Căn cứ pháp lý</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>Mã QR của lời nhắc</source>
        <translation>QR code of the reminder</translation>
    </message>
    <message>
        <source>Mở máy ảnh của điện thoại, quét mã để thêm vào lịch.</source>
        <translation>Open your phone&apos;s camera and scan the code to add it to your calendar.</translation>
    </message>
    <message>
        <source>Quét mã để lưu nội dung này vào điện thoại. Muốn điện thoại tự nhắc, xin gửi thư.</source>
        <translation>Scan the code to keep these words on your phone. To have the phone remind you, choose the mail.</translation>
    </message>
    <message>
        <source>Đang in…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>In thêm một bản</source>
        <translation>Print another copy</translation>
    </message>
    <message>
        <source>In giấy nhắc</source>
        <translation>Print the slip</translation>
    </message>
    <message>
        <source>Gửi thư kèm tệp lịch</source>
        <translation>Mail it with a calendar file</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.</source>
        <translation>The line is down, so no mail can be sent. Please print it, or scan the QR code.</translation>
    </message>
    <message>
        <source>Đã in. Xin lấy giấy.</source>
        <translation>Printed. Please take the paper.</translation>
    </message>
    <message>
        <source>Xin quét mã, chụp lại màn hình hoặc gọi cán bộ.</source>
        <translation>Please scan the code, take a photo of this page or call staff.</translation>
    </message>
    <message>
        <source>Máy không lưu lời nhắc này.</source>
        <translation>The kiosk does not keep this reminder.</translation>
    </message>
    <message>
        <source>Bước sau ông/bà gửi đi, cơ quan BHXH giữ lời nhắc và gửi thư khi đến hạn.</source>
        <translation>In the next step you send it; Vietnam Social Security keeps it and mails you when it is due.</translation>
    </message>
</context>
<context>
    <name>RemovePhoneScreen</name>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Đã gỡ %1</source>
        <translation>%1 is removed</translation>
    </message>
    <message>
        <source>Gỡ %1?</source>
        <translation>Remove %1?</translation>
    </message>
    <message>
        <source>Mã của điện thoại này không dùng được nữa.</source>
        <translation>Its codes count no more.</translation>
    </message>
    <message>
        <source>Từ lúc gỡ, mã của điện thoại này không dùng được nữa. Muốn dùng lại, ông/bà thêm lại tại đây.</source>
        <translation>Once it is removed its codes count no more. To use it again you add it here again.</translation>
    </message>
    <message>
        <source>Gỡ điện thoại này</source>
        <translation>Remove this phone</translation>
    </message>
    <message>
        <source>Đặt thẻ lại</source>
        <translation>Put the card back</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Giữ lại</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Máy đang báo trung tâm…</source>
        <translation>The kiosk is telling the central office…</translation>
    </message>
    <message>
        <source>Trong ứng dụng, ông/bà xóa mục “BHXH Smart OTP (%1)” để khỏi nhầm.</source>
        <translation>In the app, delete the entry “BHXH Smart OTP (%1)”, so that you do not mistake it.</translation>
    </message>
</context>
<context>
    <name>ResultScreen</name>
    <message>
        <source>Không tính được</source>
        <translation>Cannot be calculated</translation>
    </message>
    <message>
        <source>Chưa đủ điều kiện</source>
        <translation>The conditions are not met</translation>
    </message>
    <message>
        <source>Các câu trả lời chưa khớp với nhau, máy chưa tính được. Xin xem lại từng câu.</source>
        <translation>Your answers do not fit together yet, so nothing can be calculated. Please look at each of them.</translation>
    </message>
    <message>
        <source>Câu trả lời dưới đây chưa khớp với các câu khác, máy chưa tính được. Xin xem lại.</source>
        <translation>The answer below does not fit the others, so it cannot be calculated yet. Please check it.</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Dự tính</source>
        <translation>Estimate</translation>
    </message>
    <message>
        <source>Dự tính theo những gì ông/bà vừa nhập, không thay quyết định của cơ quan BHXH.</source>
        <translation>An estimate from what you entered; it does not replace a decision of Vietnam Social Security.</translation>
    </message>
    <message>
        <source>Cần lưu ý</source>
        <translation>Please note</translation>
    </message>
    <message>
        <source>Có thể làm gì</source>
        <translation>What you can do</translation>
    </message>
    <message>
        <source>Lựa chọn khác, điều làm thay đổi kết quả</source>
        <translation>Other ways, and what would change the result</translation>
    </message>
    <message>
        <source>Cách tính, theo điều luật nào</source>
        <translation>How it was worked out, by which law</translation>
    </message>
    <message>
        <source>Đang in…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>In thêm một bản</source>
        <translation>Print another copy</translation>
    </message>
    <message>
        <source>Gửi qua thư điện tử</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>Máy đang mất kết nối nên chưa gửi được thư. Xin in, hoặc quét mã QR.</source>
        <translation>The line is down, so no mail can be sent. Please print it, or scan the QR code.</translation>
    </message>
    <message>
        <source>Xem và sửa câu trả lời</source>
        <translation>See and change your answers</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Luật mới thay đổi gì</source>
        <translation>What the law has changed</translation>
    </message>
    <message>
        <source>Số liệu của pháp luật đã dùng</source>
        <translation>Figures of the law that were used</translation>
    </message>
    <message>
        <source>Mã QR của kết quả</source>
        <translation>QR code of the result</translation>
    </message>
    <message>
        <source>Quét mã để lưu kết quả vào điện thoại. Mã không có tên ông/bà.</source>
        <translation>Scan the code to keep the result on your phone. Your name is not in it.</translation>
    </message>
    <message>
        <source>In kết quả</source>
        <translation>Print the result</translation>
    </message>
    <message>
        <source>Đã in. Xin lấy giấy.</source>
        <translation>Printed. Please take the paper.</translation>
    </message>
    <message>
        <source>Xin chụp lại màn hình này hoặc gọi cán bộ.</source>
        <translation>Please take a photo of this screen or call staff.</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>What you can do next</translation>
    </message>
</context>
<context>
    <name>ResumeScreen</name>
    <message>
        <source>Ông/bà đang làm dở một việc</source>
        <translation>You have something unfinished</translation>
    </message>
    <message>
        <source>Việc này chưa được gửi đi. Những gì ông/bà đã nhập vẫn còn.</source>
        <translation>This has not been sent. What you entered is still here.</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>Go on with it</translation>
    </message>
    <message>
        <source>Việc đang làm</source>
        <translation>What you were doing</translation>
    </message>
    <message>
        <source>Dừng lúc</source>
        <translation>Stopped at</translation>
    </message>
    <message>
        <source>Bỏ, làm lại từ đầu</source>
        <translation>Leave it and start anew</translation>
    </message>
</context>
<context>
    <name>RowsList</name>
    <message>
        <source>%1 %2</source>
        <comment>what a row is, its number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Chưa ghi gì</source>
        <translation>Nothing entered yet</translation>
    </message>
    <message>
        <source>Xong dòng này</source>
        <translation>This one is done</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Sửa %1</source>
        <translation>Change %1</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bỏ %1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>Thêm %1</source>
        <translation>Add %1</translation>
    </message>
    <message>
        <source>Thêm %1 nữa</source>
        <translation>Add another %1</translation>
    </message>
    <message>
        <source>Lấy lại %1 vừa bỏ</source>
        <translation>Put back the %1 just removed</translation>
    </message>
</context>
<context>
    <name>ScreenText</name>
    <message>
        <source>Ô nhập</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Ô đánh dấu</source>
        <translation>Tick box</translation>
    </message>
    <message>
        <source>Nút</source>
        <translation>Button</translation>
    </message>
    <message>
        <source>Chưa ghi gì</source>
        <translation>Nothing entered</translation>
    </message>
    <message>
        <source>Đang ghi %1</source>
        <translation>It says %1</translation>
    </message>
    <message>
        <source>Đã chọn</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>Chưa chọn</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>%1 trong %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Không sửa được ở đây</source>
        <translation>Cannot be changed here</translation>
    </message>
    <message>
        <source>Chưa dùng được</source>
        <translation>Not available yet</translation>
    </message>
</context>
<context>
    <name>ScrollArea</name>
    <message>
        <source>Lên đầu trang</source>
        <translation>Back to the top</translation>
    </message>
    <message>
        <source>Xem tiếp</source>
        <translation>More below</translation>
    </message>
</context>
<context>
    <name>SearchScreen</name>
    <message>
        <source>Tìm việc cần làm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Ví dụ: nghi de, luong huu, doi so dien thoai</source>
        <translation>For example: pension, hospital, phone number</translation>
    </message>
    <message>
        <source>Chưa tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Xin thử chữ khác, ít chữ hơn, hoặc gọi cán bộ giúp.</source>
        <translation>Please try other or fewer words, or call staff.</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đang đóng</source>
        <translation>Closed</translation>
    </message>
</context>
<context>
    <name>ServiceTexts</name>
    <message>
        <source>Camera khuôn mặt</source>
        <translation>Face camera</translation>
    </message>
    <message>
        <source>Camera đọc mã thẻ</source>
        <translation>Card code camera</translation>
    </message>
    <message>
        <source>Camera chụp giấy tờ</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>Đầu đọc thẻ</source>
        <translation>Card reader</translation>
    </message>
    <message>
        <source>Khởi động lại chương trình</source>
        <translation>Restart the program</translation>
    </message>
    <message>
        <source>Khởi động lại máy</source>
        <translation>Restart the machine</translation>
    </message>
    <message>
        <source>Tắt máy</source>
        <translation>Switch the machine off</translation>
    </message>
    <message>
        <source>Hệ điều hành</source>
        <translation>Operating system</translation>
    </message>
    <message>
        <source>Nhân hệ điều hành</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Giới hạn so khuôn mặt</source>
        <translation>Limits of the face comparison</translation>
    </message>
    <message>
        <source>Cài đặt chưa nêu camera này.</source>
        <translation>The settings do not name this camera.</translation>
    </message>
    <message>
        <source>Đây là camera ảo, không phải thiết bị: máy không dùng.</source>
        <translation>This is a program that poses as a camera: it is not used.</translation>
    </message>
    <message>
        <source>Camera này khác với camera trong cài đặt (face.camera_identity).</source>
        <translation>This camera is not the one of the settings (face.camera_identity).</translation>
    </message>
    <message>
        <source>Không mở được camera. Xin cắm lại rồi thử lại.</source>
        <translation>The camera does not open. Plug it in again, then try again.</translation>
    </message>
    <message>
        <source>Camera không gửi hình. Xin xem dây cắm.</source>
        <translation>The camera sends no picture. Check its cable.</translation>
    </message>
    <message>
        <source>Không thấy đầu đọc thẻ. Xin xem dây cắm.</source>
        <translation>No card reader is found. Check its cable.</translation>
    </message>
    <message>
        <source>Dịch vụ đầu đọc (pcscd) không chạy. Xin khởi động lại máy.</source>
        <translation>The reader service (pcscd) is not running. Restart the machine.</translation>
    </message>
    <message>
        <source>Không thấy máy in. Xin xem dây cắm và hàng in.</source>
        <translation>No printer is found. Check its cable and its queue.</translation>
    </message>
    <message>
        <source>Máy in không nhận trang. Xin xem giấy, mực và hàng in.</source>
        <translation>The printer takes no page. Check paper, ink and its queue.</translation>
    </message>
    <message>
        <source>Camera gửi quá ít hình nên chưa đo được. Xin đo lại.</source>
        <translation>The camera sent too few pictures to measure by. Measure again.</translation>
    </message>
    <message>
        <source>Ánh sáng thay đổi hoặc người đứng đã cử động. Xin đứng yên và đo lại.</source>
        <translation>The light changed, or the person moved. Stand still and measure again.</translation>
    </message>
    <message>
        <source>Chưa thấy USB. Xin cắm USB đã được cho phép ở máy này, chờ vài giây rồi thử lại.</source>
        <translation>No USB stick is seen. Plug in one that may work here, wait a few seconds and try again.</translation>
    </message>
    <message>
        <source>Không ghi được vào USB: đầy, hỏng hoặc chỉ đọc.</source>
        <translation>The stick takes no file: it is full, broken or read-only.</translation>
    </message>
    <message>
        <source>Không đọc được nhật ký của máy.</source>
        <translation>The log of the machine cannot be read.</translation>
    </message>
    <message>
        <source>Máy không cho phép. Xin dùng lệnh systemctl khi đăng nhập quản trị.</source>
        <translation>The machine does not allow it. Use systemctl as administrator.</translation>
    </message>
    <message>
        <source>Đĩa đầy nên chưa ghi được.</source>
        <translation>The disk is full, so it was not kept.</translation>
    </message>
    <message>
        <source>Chưa cài kho chứng thư cấp thẻ (card.csca_folder)</source>
        <translation>No certificates of the card issuer are set up (card.csca_folder)</translation>
    </message>
    <message>
        <source>Kho chứng thư bị hỏng, mã %1</source>
        <translation>The certificates are damaged, code %1</translation>
    </message>
</context>
<context>
    <name>SignScreen</name>
    <message>
        <source>Smart OTP</source>
        <translation>Smart OTP</translation>
    </message>
    <message>
        <source>Xin chạm “Xem tiếp” và đọc hết nội dung, rồi mới nhập mã được.</source>
        <translation>Please touch “More below” and read all of it. Then you can enter the code.</translation>
    </message>
    <message>
        <source>Không dùng Smart OTP</source>
        <translation>Do not use Smart OTP</translation>
    </message>
    <message>
        <source>Ông/bà dùng điện thoại nào?</source>
        <translation>Which phone do you use?</translation>
    </message>
    <message>
        <source>Ông/bà chưa có điện thoại nào</source>
        <translation>You have no phone here yet</translation>
    </message>
    <message>
        <source>Đây có đúng là việc ông/bà nộp không?</source>
        <translation>Is this what you are applying for?</translation>
    </message>
    <message>
        <source>Nhập mã PIN, 6 chữ số</source>
        <translation>Enter your PIN, 6 digits</translation>
    </message>
    <message>
        <source>Nhập mã 6 số trong ứng dụng</source>
        <translation>Enter the 6-digit code of the app</translation>
    </message>
    <message>
        <source>Đã xác nhận bằng Smart OTP</source>
        <translation>Confirmed by Smart OTP</translation>
    </message>
    <message>
        <source>Xác nhận bằng Smart OTP</source>
        <translation>Confirm by Smart OTP</translation>
    </message>
    <message>
        <source>Máy đang hỏi trung tâm…</source>
        <translation>The kiosk is asking the central office…</translation>
    </message>
    <message>
        <source>Chạm vào điện thoại đang có trong tay.</source>
        <translation>Touch the phone that you have with you.</translation>
    </message>
    <message>
        <source>Hồ sơ vẫn gửi được mà không cần Smart OTP. Muốn dùng lần sau, xin chọn việc “Smart OTP” ở trang đầu để thêm điện thoại.</source>
        <translation>Your application can be sent without Smart OTP. To use it next time, choose “Smart OTP” on the first page and add a phone.</translation>
    </message>
    <message>
        <source>Mã mà ông/bà nhập tiếp theo là lời xác nhận cho đúng nội dung này.</source>
        <translation>The code that you enter next confirms exactly this.</translation>
    </message>
    <message>
        <source>Bước 1/2. Mã PIN của Smart OTP, do ông/bà đặt khi thêm điện thoại.</source>
        <translation>Step 1 of 2. The PIN that you chose when you added the phone.</translation>
    </message>
    <message>
        <source>Bước 2/2. Mã đang hiện ở mục “BHXH Smart OTP (%1)”.</source>
        <translation>Step 2 of 2. The code at the entry “BHXH Smart OTP (%1)”.</translation>
    </message>
    <message>
        <source>Trung tâm đang kiểm tra mã…</source>
        <translation>The central office is checking the code…</translation>
    </message>
    <message>
        <source>Lời xác nhận đi cùng hồ sơ. Nếu ông/bà sửa câu trả lời, xin xác nhận lại.</source>
        <translation>It is sent with your application. If you change an answer, please confirm again.</translation>
    </message>
    <message>
        <source>Đúng, nhập mã</source>
        <translation>Yes, enter the code</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Đặt thẻ lại</source>
        <translation>Put the card back</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Không đọc mã hoặc PIN cho ai, kể cả người tự xưng là cán bộ. Cơ quan BHXH không gọi điện hỏi mã.</source>
        <translation>Tell a code or your PIN to nobody, not even to who says they are staff. Vietnam Social Security does not call and ask for codes.</translation>
    </message>
    <message>
        <source>Máy đang kiểm tra mã, xin chờ một chút.</source>
        <translation>The code is being checked, please wait a moment.</translation>
    </message>
    <message>
        <source>Mã QR của nội dung</source>
        <translation>QR code of the words</translation>
    </message>
    <message>
        <source>Chỉ khi ứng dụng của ông/bà đọc được nội dung: quét mã này. Ứng dụng thường thì bỏ qua.</source>
        <translation>Only if your app can read the words: scan this code. With other apps you need not.</translation>
    </message>
</context>
<context>
    <name>SituationTexts</name>
    <message>
        <source>Đầu đọc thẻ đang gặp sự cố</source>
        <translation>The card reader has a problem</translation>
    </message>
    <message>
        <source>Thẻ được nhấc lên hơi sớm</source>
        <translation>The card was lifted a little early</translation>
    </message>
    <message>
        <source>Máy thấy một thẻ khác</source>
        <translation>The kiosk sees a different card</translation>
    </message>
    <message>
        <source>Máy chưa nhận ra thẻ Căn cước</source>
        <translation>The kiosk does not see an ID card</translation>
    </message>
    <message>
        <source>Số vừa nhập chưa mở được chip</source>
        <translation>This number did not open the chip</translation>
    </message>
    <message>
        <source>Máy chưa đọc được chip của thẻ</source>
        <translation>The kiosk could not read the chip yet</translation>
    </message>
    <message>
        <source>Máy chưa đọc được mã in trên thẻ</source>
        <translation>The printed code could not be read</translation>
    </message>
    <message>
        <source>Máy đã dừng đọc để giữ an toàn</source>
        <translation>The kiosk stopped reading, to be safe</translation>
    </message>
    <message>
        <source>Máy chưa thấy thẻ</source>
        <translation>No card seen yet</translation>
    </message>
    <message>
        <source>Máy chưa đọc được hộ chiếu</source>
        <translation>The passport was not read</translation>
    </message>
    <message>
        <source>Hộ chiếu được nhấc lên hơi sớm</source>
        <translation>The passport was lifted a little early</translation>
    </message>
    <message>
        <source>Camera chưa hoạt động</source>
        <translation>The camera is not working yet</translation>
    </message>
    <message>
        <source>Máy chưa kiểm tra được khuôn mặt</source>
        <translation>The face check is not working now</translation>
    </message>
    <message>
        <source>Máy chưa nhìn rõ khuôn mặt</source>
        <translation>The kiosk could not see a face clearly</translation>
    </message>
    <message>
        <source>Chưa kết nối được với máy chủ</source>
        <translation>The server cannot be reached now</translation>
    </message>
    <message>
        <source>Máy chưa lưu được hồ sơ</source>
        <translation>The kiosk could not store your application</translation>
    </message>
    <message>
        <source>Máy in chưa in được</source>
        <translation>The printer could not print</translation>
    </message>
    <message>
        <source>Mã trước vừa được gửi</source>
        <translation>A code was sent just now</translation>
    </message>
    <message>
        <source>Máy đang gặp sự cố</source>
        <translation>The kiosk has a problem</translation>
    </message>
    <message>
        <source>Xin ông/bà thử lại. Nếu vẫn chưa được, cán bộ sẽ giúp.</source>
        <translation>Please try again. If it still fails, staff will help you.</translation>
    </message>
    <message>
        <source>Xin đặt thẻ lại và giữ yên đến khi máy báo xong.</source>
        <translation>Please put the card back and keep it still until the kiosk is done.</translation>
    </message>
    <message>
        <source>Xin chỉ đặt một thẻ của ông/bà lên đầu đọc rồi thử lại.</source>
        <translation>Please put only your own card on the reader and try again.</translation>
    </message>
    <message>
        <source>Xin đặt thẻ Căn cước hoặc CCCD gắn chip, mặt có mã QR lên trên.</source>
        <translation>Please put down a Căn cước card or a CCCD with chip, the QR code up.</translation>
    </message>
    <message>
        <source>Xin so lại 12 số trên mặt trước của thẻ rồi nhập lại.</source>
        <translation>Please compare the 12 digits on the front of the card and type them again.</translation>
    </message>
    <message>
        <source>Xin đặt thẻ nằm phẳng giữa đầu đọc, bỏ ví và điện thoại ra xa, rồi thử lại.</source>
        <translation>Please lay the card flat in the middle, move wallet and phone away, and try again.</translation>
    </message>
    <message>
        <source>Xin lau sạch thẻ, đưa mã QR vào giữa chỗ đọc, tránh bóng đèn, rồi thử lại.</source>
        <translation>Please wipe the card, centre its QR code, avoid glare, then try again.</translation>
    </message>
    <message>
        <source>Xin thử lại một lần. Nếu vẫn vậy, cán bộ sẽ kiểm tra thẻ giúp ông/bà.</source>
        <translation>Please try once more. If it happens again, staff will check the card for you.</translation>
    </message>
    <message>
        <source>Xin đặt thẻ vào giữa đầu đọc và giữ yên, rồi thử lại.</source>
        <translation>Please put the card in the middle of the reader, keep it still and try again.</translation>
    </message>
    <message>
        <source>Xin mở trang có ảnh, đặt nằm phẳng giữa đầu đọc, để bìa và thẻ khác ra xa, rồi thử lại.</source>
        <translation>Please open it at the photo page, lay it flat in the middle of the reader, keep covers and other cards away, and try again.</translation>
    </message>
    <message>
        <source>Xin đặt hộ chiếu lại và giữ yên đến khi máy báo xong.</source>
        <translation>Please put the passport back and keep it still until the kiosk says it is done.</translation>
    </message>
    <message>
        <source>Ông/bà có thể thử lại, hoặc đi tiếp không dùng khuôn mặt: cán bộ sẽ đối chiếu giấy tờ.</source>
        <translation>You can try again, or go on without your face: staff will compare your document.</translation>
    </message>
    <message>
        <source>Xin đứng trước camera, đủ sáng, rồi thử lại. Ông/bà cũng có thể không dùng khuôn mặt.</source>
        <translation>Please stand at the camera in good light and try again. You may also go on without your face.</translation>
    </message>
    <message>
        <source>Những gì đã nhập vẫn còn. Ông/bà có thể thử lại hoặc đi tiếp.</source>
        <translation>What you entered is kept. You can try again or go on.</translation>
    </message>
    <message>
        <source>Hồ sơ chưa được gửi. Những gì đã nhập vẫn còn. Xin thử lại hoặc gọi cán bộ.</source>
        <translation>Your application was not sent. What you entered is kept. Please try again or call staff.</translation>
    </message>
    <message>
        <source>Xin chụp lại số biên nhận trên màn hình, hoặc gọi cán bộ.</source>
        <translation>Please take a picture of the receipt number, or call staff.</translation>
    </message>
    <message>
        <source>Xin chờ một phút rồi mới xin gửi lại mã.</source>
        <translation>Please wait a minute before asking for another code.</translation>
    </message>
    <message>
        <source>Xin thử lại. Nếu vẫn chưa được, cán bộ sẽ giúp ông/bà.</source>
        <translation>Please try again. If it still fails, staff will help you.</translation>
    </message>
</context>
<context>
    <name>StaffActScreen</name>
    <message>
        <source>Xin viết vài chữ trước khi lưu.</source>
        <translation>Please write a few words before saving.</translation>
    </message>
    <message>
        <source>Lưu ghi chú</source>
        <translation>Save the note</translation>
    </message>
    <message>
        <source>Mở hồ sơ để xét</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Viết ghi chú</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>%1 · từ %2</source>
        <translation>%1 · since %2</translation>
    </message>
    <message>
        <source>%1, chưa có tin mới</source>
        <translation>%1, no news since</translation>
    </message>
    <message>
        <source>Đã lưu ghi chú.</source>
        <translation>The note is saved.</translation>
    </message>
    <message>
        <source>Đã làm gì, hẹn gì. Không ghi tên hay số của người dân.</source>
        <translation>What was done or agreed. No names or numbers of people.</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Trung tâm trả lời</source>
        <translation>Central’s answer</translation>
    </message>
    <message>
        <source>Tình trạng giải quyết</source>
        <translation>The case</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả</source>
        <translation>Decision due</translation>
    </message>
    <message>
        <source>%1 (dự kiến)</source>
        <translation>%1 (provisional)</translation>
    </message>
    <message>
        <source>Nói với người dân</source>
        <translation>What to tell the person</translation>
    </message>
    <message>
        <source>Số định danh, đã che</source>
        <translation>Personal number, masked</translation>
    </message>
    <message>
        <source>Số biên nhận</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>Ghi nhận tại máy</source>
        <translation>Recorded here</translation>
    </message>
    <message>
        <source>Trung tâm nhận</source>
        <translation>Received at central</translation>
    </message>
    <message>
        <source>Vì sao còn chờ</source>
        <translation>Why it waits</translation>
    </message>
    <message>
        <source>Đã thử gửi, lần tới</source>
        <translation>Tries, next try</translation>
    </message>
    <message>
        <source>%1 lần</source>
        <translation>%1 times</translation>
    </message>
    <message>
        <source>Chưa đến lượt</source>
        <translation>Not its turn yet</translation>
    </message>
    <message>
        <source>Dung lượng</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Ghi chú của cán bộ</source>
        <translation>Notes of staff</translation>
    </message>
</context>
<context>
    <name>StaffCalledScreen</name>
    <message>
        <source>Tiếp tục tự làm</source>
        <translation>Go on by myself</translation>
    </message>
    <message>
        <source>Cần cán bộ hỗ trợ</source>
        <translation>Staff help requested</translation>
    </message>
    <message>
        <source>Cán bộ thấy màn hình này sẽ đến giúp. Ông/bà cũng có thể báo tại quầy gần nhất.</source>
        <translation>Staff who see this screen will come. You may also ask at the nearest counter.</translation>
    </message>
    <message>
        <source>Cán bộ đã nhận cuộc gọi và đang đến. Xin ông/bà chờ tại đây.</source>
        <translation>Staff have taken your call and are coming. Please wait here.</translation>
    </message>
    <message>
        <source>Những gì ông/bà đã nhập vẫn còn.</source>
        <translation>What you entered is kept.</translation>
    </message>
    <message>
        <source>Dành cho cán bộ</source>
        <translation>For staff</translation>
    </message>
    <message>
        <source>Máy %1 · Tổng đài %2</source>
        <translation>Kiosk %1 · Hotline %2</translation>
    </message>
</context>
<context>
    <name>StaffCleaningScreen</name>
    <message>
        <source>Đang lau màn hình</source>
        <translation>The screen is being cleaned</translation>
    </message>
    <message>
        <source>Màn hình nhận chạm lại</source>
        <translation>The screen takes touches again</translation>
    </message>
    <message>
        <source>Lau màn hình</source>
        <translation>Clean the screen</translation>
    </message>
    <message>
        <source>Màn hình không nhận chạm. Máy không tắt.</source>
        <translation>The screen takes no touch. The machine stays on.</translation>
    </message>
    <message>
        <source>Chọn bao lâu. Trong lúc đó màn hình không nhận chạm, hết giờ máy tự nhận lại.</source>
        <translation>Choose for how long. The screen takes no touch until then, and does again by itself.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>%1 giây</source>
        <translation>%1 seconds</translation>
    </message>
    <message>
        <source>%1 phút</source>
        <translation>%1 min</translation>
    </message>
</context>
<context>
    <name>StaffDevicesScreen</name>
    <message>
        <source>Thiết bị</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Chạm vào từng thiết bị để thử.</source>
        <translation>Touch a device to try it.</translation>
    </message>
    <message>
        <source>Thiết bị khác</source>
        <translation>Another device</translation>
    </message>
    <message>
        <source>Máy in đã nhận trang thử. Xin xem trang in ra.</source>
        <translation>The printer has taken the test page. Look at what comes out.</translation>
    </message>
    <message>
        <source>Đang gửi trang thử…</source>
        <translation>Sending the test page…</translation>
    </message>
    <message>
        <source>Đã phát hai tiếng. Không nghe thấy? Xin xem loa và âm lượng.</source>
        <translation>Two notes were played. Not heard? Check the loudspeaker and its volume.</translation>
    </message>
    <message>
        <source>Máy này không phát được âm: thiếu aplay, hoặc cài đặt đã tắt âm báo.</source>
        <translation>This machine plays no sound: aplay is missing, or the settings turn tones off.</translation>
    </message>
    <message>
        <source>Xem hình</source>
        <translation>See the picture</translation>
    </message>
    <message>
        <source>Đặt một thẻ lên, nhấc ra</source>
        <translation>Put a card down, lift it</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>In một trang thử</source>
        <translation>Print a test page</translation>
    </message>
    <message>
        <source>Loa</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>Phát hai tiếng</source>
        <translation>Play two notes</translation>
    </message>
    <message>
        <source>Màn hình chạm</source>
        <translation>Touch screen</translation>
    </message>
    <message>
        <source>Chạm hết các ô</source>
        <translation>Touch every cell</translation>
    </message>
    <message>
        <source>Hình của camera</source>
        <translation>What the camera sees</translation>
    </message>
    <message>
        <source>Đang mở camera…</source>
        <translation>Starting the camera…</translation>
    </message>
    <message>
        <source>Hình %1, %2 hình mỗi giây</source>
        <translation>Pictures of %1, %2 a second</translation>
    </message>
    <message>
        <source>Hình %1</source>
        <translation>Pictures of %1</translation>
    </message>
    <message>
        <source>Có thẻ trên đầu đọc. Xin nhấc thẻ ra.</source>
        <translation>A card is on the reader. Lift it.</translation>
    </message>
    <message>
        <source>Không có thẻ. Xin đặt một thẻ lên; máy không đọc thẻ.</source>
        <translation>No card. Put one down; it is not read.</translation>
    </message>
</context>
<context>
    <name>StaffEnrolScreen</name>
    <message>
        <source>Kích hoạt lại máy</source>
        <translation>Enrol this kiosk anew</translation>
    </message>
    <message>
        <source>Đã kích hoạt</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>Nhập mã kích hoạt mà trung tâm cấp, năm nhóm bốn chữ. Hồ sơ đã lưu vẫn còn.</source>
        <translation>Type the enrolment code that central gave out, five groups of four. What was recorded is kept.</translation>
    </message>
    <message>
        <source>Kích hoạt</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>Máy đang hỏi trung tâm, xin chờ một chút.</source>
        <translation>The kiosk is asking central, please wait a moment.</translation>
    </message>
    <message>
        <source>Xin nhập mã trước.</source>
        <translation>Please type the code first.</translation>
    </message>
    <message>
        <source>Mã kích hoạt</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>Máy dùng kích hoạt mới ngay, không cần khởi động lại. Hồ sơ chờ sẽ được gửi.</source>
        <translation>The new enrolment is in use now, without a restart. Waiting applications will be sent.</translation>
    </message>
</context>
<context>
    <name>StaffLightScreen</name>
    <message>
        <source>Đã lưu</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Đo ánh sáng</source>
        <translation>Measure the light</translation>
    </message>
    <message>
        <source>Bật đèn và mở rèm như mọi ngày. Đứng như người dân, để mặt vào khung, rồi chạm “Đo”. Màn hình đổi đen, trắng vài lần trong 6 giây: xin đứng yên, nhìn thẳng.</source>
        <translation>Lamps and blinds as on every day. Stand as people do, your face in the oval, then touch “Measure”. The screen turns black and white a few times in 6 seconds: stand still and look ahead.</translation>
    </message>
    <message>
        <source>Đo</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Camera đang mở, xin chờ một chút.</source>
        <translation>The camera is being opened, one moment please.</translation>
    </message>
    <message>
        <source>Đo lại</source>
        <translation>Measure again</translation>
    </message>
    <message>
        <source>Cài đặt (face.screen_light) đã nêu số này: số đo ở đây chưa được dùng.</source>
        <translation>The settings (face.screen_light) name this figure: what is measured here is not used.</translation>
    </message>
    <message>
        <source>Lần đo trước: %1</source>
        <translation>Measured before: %1</translation>
    </message>
    <message>
        <source>Hình của camera, với khung cho khuôn mặt</source>
        <translation>What the camera sees, with an oval for the face</translation>
    </message>
    <message>
        <source>Đang mở camera…</source>
        <translation>Starting the camera…</translation>
    </message>
    <message>
        <source>Ánh sáng màn hình so với phòng</source>
        <translation>Light of the screen over that of the room</translation>
    </message>
    <message>
        <source>Đủ: máy dùng ánh sáng màu khi kiểm tra khuôn mặt.</source>
        <translation>Enough: the face check uses coloured light.</translation>
    </message>
    <message>
        <source>Phòng quá sáng so với màn hình: máy không dùng ánh sáng màu, vẫn kiểm tra bằng các cách khác. Che bớt nắng hoặc đèn trước máy rồi đo lại.</source>
        <translation>The room is too bright for the screen: the face check goes without coloured light, by its other methods. Keep sun and lamps off the kiosk, then measure again.</translation>
    </message>
    <message>
        <source>Xin đứng yên, nhìn vào đây</source>
        <translation>Stand still and look here</translation>
    </message>
</context>
<context>
    <name>StaffLogsScreen</name>
    <message>
        <source>Đã chép</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Chép nhật ký ra USB</source>
        <translation>Copy logs to a stick</translation>
    </message>
    <message>
        <source>Cắm USB đã được cho phép ở máy này, chờ vài giây, rồi chạm “Chép”.</source>
        <translation>Plug in a stick that may work here, wait a few seconds, then touch “Copy”.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đang chép…</source>
        <translation>Copying…</translation>
    </message>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Máy đang chép, xin đừng rút USB.</source>
        <translation>It is being copied, leave the stick in.</translation>
    </message>
    <message>
        <source>%1 kB, đã ghi xong. Rút USB được rồi.</source>
        <translation>%1 kB, written. The stick may be pulled out.</translation>
    </message>
    <message>
        <source>Trong tệp có nhật ký của chương trình 14 ngày qua, kết quả kiểm tra, phiên bản và nhật ký kiểm soát. Không có tên, số thẻ, điện thoại hay nội dung hồ sơ của ai; dãy số dài được che.</source>
        <translation>The file holds the program&apos;s log of the last 14 days, the checks, the versions and the audit log. It holds no name, card number, phone or content of anybody&apos;s act; long numbers are covered.</translation>
    </message>
</context>
<context>
    <name>StaffMachineScreen</name>
    <message>
        <source>Đường truyền và kiểm tra</source>
        <translation>Line and checks</translation>
    </message>
    <message>
        <source>Đang xem, mất vài giây…</source>
        <translation>Looking, this takes some seconds…</translation>
    </message>
    <message>
        <source>Khởi động lại phần gửi</source>
        <translation>Restart sending</translation>
    </message>
    <message>
        <source>Đang khởi động lại, xin chờ một chút.</source>
        <translation>It is restarting, please wait a moment.</translation>
    </message>
    <message>
        <source>Máy đang xem, xin chờ một chút.</source>
        <translation>The kiosk is looking, please wait a moment.</translation>
    </message>
    <message>
        <source>Kích hoạt lại máy</source>
        <translation>Enrol this kiosk anew</translation>
    </message>
    <message>
        <source>Kho và phần gửi đã mở lại. Hồ sơ không thay đổi.</source>
        <translation>Store and sending were opened anew. No application changed.</translation>
    </message>
    <message>
        <source>Kích hoạt</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Trung tâm trả lời lần cuối</source>
        <translation>Central answered last</translation>
    </message>
    <message>
        <source>Chưa lần nào từ khi khởi động</source>
        <translation>Not once since the start</translation>
    </message>
    <message>
        <source>Hồ sơ chờ gửi</source>
        <translation>Acts that wait to be sent</translation>
    </message>
    <message>
        <source>Mạng</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Chưa kích hoạt</source>
        <translation>Not enrolled</translation>
    </message>
    <message>
        <source>%1, %2, khóa %3, từ %4</source>
        <translation>%1, %2, key %3, since %4</translation>
    </message>
    <message>
        <source>Đã bị thu hồi: %1</source>
        <translation>Revoked: %1</translation>
    </message>
    <message>
        <source>%1 hồ sơ</source>
        <translation>%1 acts</translation>
    </message>
    <message>
        <source>Không có</source>
        <translation>None</translation>
    </message>
    <message>
        <source>thử lại lúc %1</source>
        <translation>next try at %1</translation>
    </message>
    <message>
        <source>không có thiết bị mạng</source>
        <translation>no network adapter</translation>
    </message>
    <message>
        <source>chưa có địa chỉ</source>
        <translation>no address yet</translation>
    </message>
    <message>
        <source>địa chỉ %1</source>
        <translation>address %1</translation>
    </message>
    <message>
        <source>%1 trả lời sau %2 ms</source>
        <translation>%1 answers after %2 ms</translation>
    </message>
    <message>
        <source>%1 không trả lời</source>
        <translation>%1 does not answer</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Tốt</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>Cần xem</source>
        <translation>To be looked at</translation>
    </message>
    <message>
        <source>Camera và đầu đọc xem ở trang “Thiết bị”.</source>
        <translation>Cameras and reader are on the page “Devices”.</translation>
    </message>
    <message>
        <source>Đã nhận từ trung tâm</source>
        <translation>Received from central</translation>
    </message>
    <message>
        <source>%1, số %2</source>
        <translation>%1, number %2</translation>
    </message>
    <message>
        <source>Nhận lúc %1</source>
        <translation>Received at %1</translation>
    </message>
    <message>
        <source>Nhận lúc %1, dùng từ ngày %2</source>
        <translation>Received at %1, in use from %2</translation>
    </message>
</context>
<context>
    <name>StaffMattersScreen</name>
    <message>
        <source>Việc cần cán bộ xem</source>
        <translation>What needs staff</translation>
    </message>
    <message>
        <source>Đang xem…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>Không có việc nào cần xem.</source>
        <translation>Nothing needs anybody now.</translation>
    </message>
    <message>
        <source>Trung tâm thông báo</source>
        <translation>Central says</translation>
    </message>
</context>
<context>
    <name>StaffMenuScreen</name>
    <message>
        <source>Đăng xuất</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>%1 chờ gửi</source>
        <translation>%1 waiting</translation>
    </message>
    <message>
        <source>%1 cần xem lại</source>
        <translation>%1 to be reviewed</translation>
    </message>
    <message>
        <source>Đang xem…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>Không có việc nào</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>%1 việc</source>
        <translation>%1 to look at</translation>
    </message>
    <message>
        <source>Hỗ trợ người dân</source>
        <translation>Help a person</translation>
    </message>
    <message>
        <source>Làm tiếp cùng người dân đang ở máy này</source>
        <translation>Go on with the person who is at this kiosk</translation>
    </message>
    <message>
        <source>Bắt đầu cùng một người dân</source>
        <translation>Begin with a person</translation>
    </message>
    <message>
        <source>Máy đang tạm ngừng phục vụ</source>
        <translation>This kiosk is not serving now</translation>
    </message>
    <message>
        <source>Hàng đợi</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Việc cần cán bộ xem</source>
        <translation>What needs staff</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Machine</translation>
    </message>
    <message>
        <source>Đường truyền, thiết bị, lau màn hình, khởi động lại, tắt máy</source>
        <translation>Line, devices, cleaning, restart, off</translation>
    </message>
    <message>
        <source>Máy %1 · Tổng đài %2</source>
        <translation>Kiosk %1 · Hotline %2</translation>
    </message>
</context>
<context>
    <name>StaffPowerScreen</name>
    <message>
        <source>Khởi động lại, tắt máy</source>
        <translation>Restart, switch off</translation>
    </message>
    <message>
        <source>Đúng, làm ngay</source>
        <translation>Yes, do it now</translation>
    </message>
    <message>
        <source>Có người đang làm dở ở máy này. Xin quay lại và kết thúc lượt đó trước.</source>
        <translation>Somebody is in the middle of something here. Go back and end that visit first.</translation>
    </message>
    <message>
        <source>Máy đang làm, xin chờ một chút.</source>
        <translation>It is being done, one moment please.</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Máy đang làm. Xin chờ, đừng rút điện.</source>
        <translation>It is being done. Wait, and leave the power on.</translation>
    </message>
    <message>
        <source>%1 hồ sơ chờ gửi vẫn còn trên đĩa và được gửi sau.</source>
        <translation>%1 acts wait to be sent; they stay on the disk and are sent later.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào chờ gửi.</source>
        <translation>Nothing waits to be sent.</translation>
    </message>
    <message>
        <source>Màn hình trở lại sau khoảng 10 giây.</source>
        <translation>The screen is back after some 10 seconds.</translation>
    </message>
    <message>
        <source>Máy trở lại sau một hai phút.</source>
        <translation>The machine is back after a minute or two.</translation>
    </message>
    <message>
        <source>Chờ màn hình tối hẳn rồi mới ngắt điện. Bật lại bằng nút nguồn.</source>
        <translation>Cut the power only once the screen is dark. The power button switches it on again.</translation>
    </message>
    <message>
        <source>Khi màn hình hoặc thiết bị không làm việc như thường</source>
        <translation>When the screen or a device does not work as usual</translation>
    </message>
    <message>
        <source>Sau khi cập nhật, hoặc khi cách trên không giúp</source>
        <translation>After an update, or when the way above does not help</translation>
    </message>
    <message>
        <source>Trước khi ngắt điện hoặc mở máy</source>
        <translation>Before the power is cut or the case is opened</translation>
    </message>
</context>
<context>
    <name>StaffQueueScreen</name>
    <message>
        <source>Hàng đợi</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Trang %1/%2, mới nhất trước</source>
        <translation>Page %1 of %2, newest first</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Máy đang gửi, xin chờ một chút.</source>
        <translation>The kiosk is sending, please wait a moment.</translation>
    </message>
    <message>
        <source>Đã gửi %1 hồ sơ.</source>
        <translation>%1 sent.</translation>
    </message>
    <message>
        <source>Chưa gửi thêm được hồ sơ nào.</source>
        <translation>Nothing more could be sent.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào chờ gửi.</source>
        <translation>Nothing waits to be sent.</translation>
    </message>
    <message>
        <source>Còn %1 hồ sơ chờ.</source>
        <translation>%1 still waiting.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào ở mục này.</source>
        <translation>There is nothing here.</translation>
    </message>
    <message>
        <source>Mới hơn</source>
        <translation>Newer</translation>
    </message>
    <message>
        <source>Đây là trang mới nhất.</source>
        <translation>This is the newest page.</translation>
    </message>
    <message>
        <source>Cũ hơn</source>
        <translation>Older</translation>
    </message>
    <message>
        <source>Đây là trang cuối.</source>
        <translation>This is the last page.</translation>
    </message>
</context>
<context>
    <name>StaffReviewScreen</name>
    <message>
        <source>Trung tâm đang trả lời, xin chờ một chút.</source>
        <translation>Central is answering, please wait a moment.</translation>
    </message>
    <message>
        <source>Xin chọn một câu trả lời.</source>
        <translation>Please choose an answer.</translation>
    </message>
    <message>
        <source>Xin chọn quyết định, và lý do nếu có.</source>
        <translation>Please choose a decision, and a reason where one is asked for.</translation>
    </message>
    <message>
        <source>Mở hồ sơ để xét</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Chờ người phụ trách</source>
        <translation>A supervisor has to agree</translation>
    </message>
    <message>
        <source>Đã ghi quyết định</source>
        <translation>The decision is recorded</translation>
    </message>
    <message>
        <source>Nhập mã 6 số của mục “BHXH records” trong ứng dụng xác thực.</source>
        <translation>Enter the 6-digit code of “BHXH records” in your authenticator app.</translation>
    </message>
    <message>
        <source>Danh mục kiểm tra, mục %1/%2</source>
        <translation>Checklist, point %1 of %2</translation>
    </message>
    <message>
        <source>Danh mục kiểm tra</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Mục sau</source>
        <translation>Next point</translation>
    </message>
    <message>
        <source>Ghi quyết định</source>
        <translation>Record the decision</translation>
    </message>
    <message>
        <source>Về hàng đợi</source>
        <translation>Back to the queue</translation>
    </message>
    <message>
        <source>Mục trước</source>
        <translation>Point before</translation>
    </message>
    <message>
        <source>Xem lại hồ sơ</source>
        <translation>See the case again</translation>
    </message>
    <message>
        <source>Xem lại danh mục</source>
        <translation>See the checklist again</translation>
    </message>
    <message>
        <source>Danh mục kiểm tra còn mục chưa trả lời.</source>
        <translation>A point of the checklist has no answer yet.</translation>
    </message>
    <message>
        <source>Danh mục kiểm tra có mục chưa đạt.</source>
        <translation>A point of the checklist is not met.</translation>
    </message>
    <message>
        <source>Đang hỏi trung tâm…</source>
        <translation>Asking central…</translation>
    </message>
    <message>
        <source>Hồ sơ chỉ mở từ trung tâm và không lưu ở máy. Trung tâm ghi lại ai đã xem. Đây không phải mã đăng nhập máy.</source>
        <translation>The case is opened at central and not kept here. Central notes who has looked. This is not the code to sign in here.</translation>
    </message>
    <message>
        <source>Cán bộ %1 đề nghị: %2. Cần một người phụ trách khác đồng ý.</source>
        <translation>Officer %1 proposes: %2. Another supervisor has to agree.</translation>
    </message>
    <message>
        <source>Ông/bà không quyết định được hồ sơ này lúc này: đã có quyết định, đang chờ người khác, hoặc cán bộ khác đã nhận.</source>
        <translation>You cannot decide on this case now: it is decided, waits for somebody else, or another officer has taken it.</translation>
    </message>
    <message>
        <source>Khi duyệt cần thêm một người phụ trách.</source>
        <translation>Approving then takes a supervisor too.</translation>
    </message>
    <message>
        <source>Chọn câu này thì không duyệt được.</source>
        <translation>With this answer the case cannot be approved.</translation>
    </message>
    <message>
        <source>Lý do, người nộp sẽ đọc</source>
        <translation>The reason, which the person will read</translation>
    </message>
    <message>
        <source>Ông/bà quyết định thay cho máy, nên một người phụ trách khác phải đồng ý thì hồ sơ mới được duyệt.</source>
        <translation>You decide in the machine&apos;s place, so the case is approved only when another supervisor agrees.</translation>
    </message>
    <message>
        <source>Đề nghị đã ghi. Một người phụ trách khác mở hồ sơ này, ở đây hoặc ở trang cán bộ, rồi đồng ý.</source>
        <translation>The proposal is recorded. Another supervisor opens the case, here or at the pages of staff, and agrees.</translation>
    </message>
    <message>
        <source>Tình trạng mới: %1.</source>
        <translation>It now stands as: %1.</translation>
    </message>
</context>
<context>
    <name>StaffServiceScreen</name>
    <message>
        <source>Máy</source>
        <translation>Machine</translation>
    </message>
    <message>
        <source>Xong việc, xin quay lại và đăng xuất.</source>
        <translation>When you are done, go back and sign out.</translation>
    </message>
    <message>
        <source>Đường truyền và kiểm tra</source>
        <translation>Line and checks</translation>
    </message>
    <message>
        <source>Kích hoạt, mạng, hồ sơ chờ, khởi động lại phần gửi</source>
        <translation>Enrolment, network, what waits, restart sending</translation>
    </message>
    <message>
        <source>Thiết bị</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Camera, đầu đọc, máy in, loa, màn hình chạm</source>
        <translation>Cameras, reader, printer, sound, touch screen</translation>
    </message>
    <message>
        <source>Phiên bản, chứng thư, số liệu</source>
        <translation>Versions, certificates, tables</translation>
    </message>
    <message>
        <source>Máy đang dùng gì, từ ngày nào</source>
        <translation>What the kiosk uses, since when</translation>
    </message>
    <message>
        <source>Lau màn hình</source>
        <translation>Clean the screen</translation>
    </message>
    <message>
        <source>Màn hình không nhận chạm trong lúc lau</source>
        <translation>The screen takes no touch meanwhile</translation>
    </message>
    <message>
        <source>Đo ánh sáng</source>
        <translation>Measure the light</translation>
    </message>
    <message>
        <source>Một lần khi lắp máy, và khi đổi chỗ hay đổi đèn</source>
        <translation>Once when it is set up, and when place or lamps change</translation>
    </message>
    <message>
        <source>Chép nhật ký ra USB</source>
        <translation>Copy logs to a stick</translation>
    </message>
    <message>
        <source>Không có dữ liệu của người dân</source>
        <translation>Without data of people</translation>
    </message>
    <message>
        <source>Khởi động lại, tắt máy</source>
        <translation>Restart, switch off</translation>
    </message>
    <message>
        <source>Hồ sơ đã lưu vẫn còn</source>
        <translation>What was filed stays</translation>
    </message>
</context>
<context>
    <name>StaffSignInScreen</name>
    <message>
        <source>Dành cho cán bộ</source>
        <translation>For staff</translation>
    </message>
    <message>
        <source>Nhập PIN để hỗ trợ tiếp</source>
        <translation>PIN, to go on helping</translation>
    </message>
    <message>
        <source>Đăng nhập đầy đủ</source>
        <translation>Full sign-in</translation>
    </message>
    <message>
        <source>Số cán bộ %1: nhập mã PIN, 6 chữ số.</source>
        <translation>Staff number %1: enter your PIN, 6 digits.</translation>
    </message>
    <message>
        <source>Bước 1/3: nhập số cán bộ, 6 chữ số.</source>
        <translation>Step 1 of 3: your staff number, 6 digits.</translation>
    </message>
    <message>
        <source>Bước 2/3: nhập mã PIN, 6 chữ số.</source>
        <translation>Step 2 of 3: your PIN, 6 digits.</translation>
    </message>
    <message>
        <source>Bước 3/3: nhập mã 6 số trong ứng dụng xác thực.</source>
        <translation>Step 3 of 3: the 6-digit code of your authenticator app.</translation>
    </message>
    <message>
        <source>PIN chưa đúng. Xin nhập lại, hoặc đăng nhập đầy đủ.</source>
        <translation>That PIN is not right. Please enter it again, or sign in fully.</translation>
    </message>
    <message>
        <source>Lần này cần đăng nhập đầy đủ. Xin nhập số cán bộ.</source>
        <translation>This time a full sign-in is needed. Please enter your staff number.</translation>
    </message>
    <message>
        <source>Số cán bộ, PIN hoặc mã chưa đúng. Còn %1 lần thử. Mỗi mã chỉ dùng một lần.</source>
        <translation>Number, PIN or code is not right. %1 tries left. Each code counts once.</translation>
    </message>
    <message>
        <source>Số này đang bị khóa. Xin thử lại sau %1 phút.</source>
        <translation>This number is locked. Please try again in %1 minutes.</translation>
    </message>
    <message>
        <source>Máy chưa có danh sách cán bộ. Máy cần kết nối với trung tâm một lần.</source>
        <translation>The kiosk has no list of staff yet. It must reach central once.</translation>
    </message>
    <message>
        <source>Danh sách cán bộ ở máy đã quá hạn. Máy cần kết nối với trung tâm một lần.</source>
        <translation>The list of staff here is too old. The kiosk must reach central once.</translation>
    </message>
    <message>
        <source>Máy chưa kiểm tra được. Xin thử lại.</source>
        <translation>The kiosk could not check it. Please try again.</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Ra khỏi phần này là đăng xuất. Mọi lần đăng nhập đều được ghi lại.</source>
        <translation>Leaving this part signs you out. Every sign-in is recorded.</translation>
    </message>
    <message>
        <source>Chỉ để hỗ trợ người dân tại máy này. Mọi lần đều được ghi lại.</source>
        <translation>Only to help a person at this kiosk. Every time is recorded.</translation>
    </message>
    <message>
        <source>Máy đang kiểm tra, xin chờ một chút.</source>
        <translation>The kiosk is checking, please wait a moment.</translation>
    </message>
</context>
<context>
    <name>StaffTexts</name>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Phụ trách</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Kỹ thuật</source>
        <translation>Technician</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Trung tâm đã nhận</source>
        <translation>At central</translation>
    </message>
    <message>
        <source>Cần xem lại</source>
        <translation>To be reviewed</translation>
    </message>
    <message>
        <source>Không nguyên vẹn</source>
        <translation>Not whole</translation>
    </message>
    <message>
        <source>Bị mất</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Đã nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Chờ quyết định</source>
        <translation>To be decided</translation>
    </message>
    <message>
        <source>Hỏng, mất</source>
        <translation>Damaged, lost</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Hồ sơ không rõ loại</source>
        <translation>Application of unknown kind</translation>
    </message>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Returned for supplement</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Đã rút</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Giải quyết: %1</source>
        <translation>Case: %1</translation>
    </message>
    <message>
        <source>Mất đường truyền đến trung tâm</source>
        <translation>No line to central</translation>
    </message>
    <message>
        <source>Máy không tin được trung tâm đang trả lời</source>
        <translation>What answers cannot be trusted to be central</translation>
    </message>
    <message>
        <source>Máy chưa được kích hoạt</source>
        <translation>The kiosk is not enrolled</translation>
    </message>
    <message>
        <source>Trung tâm đã thu hồi máy này</source>
        <translation>Central has revoked this kiosk</translation>
    </message>
    <message>
        <source>Trung tâm đang bận, máy sẽ gửi lại</source>
        <translation>Central is busy, the kiosk tries again</translation>
    </message>
    <message>
        <source>Phần gửi hồ sơ vừa khởi động lại</source>
        <translation>Sending has just restarted</translation>
    </message>
    <message>
        <source>Trung tâm có hồ sơ khác ở cùng chỗ</source>
        <translation>Central has another application in this place</translation>
    </message>
    <message>
        <source>Máy đang gửi lại những hồ sơ mà trung tâm thiếu</source>
        <translation>The kiosk sends again what central lacks</translation>
    </message>
    <message>
        <source>Biên nhận của trung tâm không đúng</source>
        <translation>Central’s receipt is not right</translation>
    </message>
    <message>
        <source>Chưa có trả lời sau một phút, máy vẫn đang gửi</source>
        <translation>No answer after a minute, sending goes on</translation>
    </message>
    <message>
        <source>Nội dung thiếu hoặc không đúng mẫu</source>
        <translation>Something is missing or not of the right form</translation>
    </message>
    <message>
        <source>Trung tâm chưa biết loại hồ sơ này</source>
        <translation>Central does not know this kind yet</translation>
    </message>
    <message>
        <source>Loại hồ sơ ghi bên ngoài khác với bên trong</source>
        <translation>The kind stated outside differs from that inside</translation>
    </message>
    <message>
        <source>Trung tâm không mở được hồ sơ</source>
        <translation>Central could not open it</translation>
    </message>
    <message>
        <source>Hồ sơ được khóa bằng khóa mà trung tâm không còn</source>
        <translation>It is sealed to a key that central lacks</translation>
    </message>
    <message>
        <source>Hồ sơ nằm sai chỗ trong hàng</source>
        <translation>It stands in the wrong place</translation>
    </message>
    <message>
        <source>Số của hồ sơ đã được dùng cho hồ sơ khác</source>
        <translation>Its number belongs to another application</translation>
    </message>
    <message>
        <source>Trung tâm gặp lỗi khi xem hồ sơ</source>
        <translation>Central met a fault while looking at it</translation>
    </message>
    <message>
        <source>Không đọc được trên đĩa của máy</source>
        <translation>It cannot be read from the disk</translation>
    </message>
    <message>
        <source>Khác với lúc ghi nhận</source>
        <translation>It is not what was recorded</translation>
    </message>
    <message>
        <source>Nội dung đã được xóa theo hạn lưu</source>
        <translation>Its content was deleted in due time</translation>
    </message>
    <message>
        <source>Đã có biên nhận nhưng không còn ở máy</source>
        <translation>A receipt was shown, but it is not here</translation>
    </message>
    <message>
        <source>Không còn ở máy, trung tâm đang có</source>
        <translation>Not here any more, central has it</translation>
    </message>
    <message>
        <source>Cán bộ đã xử lý</source>
        <translation>Staff have seen to it</translation>
    </message>
    <message>
        <source>Vấn đề khác, mã %1</source>
        <translation>Another problem, code %1</translation>
    </message>
    <message>
        <source>Chỗ trong hồ sơ: %1</source>
        <translation>Where in the act: %1</translation>
    </message>
    <message>
        <source>Xin đọc trả lời của trung tâm. Thường cần mời người dân lập lại hồ sơ.</source>
        <translation>Please read central’s answer. Usually the person has to come again.</translation>
    </message>
    <message>
        <source>Trung tâm xem lại sau khi cập nhật. Không cần người dân đến lại.</source>
        <translation>Central looks at it again after an update. Nobody has to come again.</translation>
    </message>
    <message>
        <source>Mời người dân đến lập lại. Xin giữ nguyên đĩa và báo kỹ thuật.</source>
        <translation>Ask the person to come again. Please keep the disk as it is and tell a technician.</translation>
    </message>
    <message>
        <source>Không cần làm gì thêm.</source>
        <translation>Nothing more to do.</translation>
    </message>
    <message>
        <source>Xin báo cán bộ ở trung tâm, đọc số biên nhận.</source>
        <translation>Please tell staff at central the receipt number.</translation>
    </message>
    <message>
        <source>Chương trình của máy cũ hơn bản mà trung tâm yêu cầu</source>
        <translation>The program of this kiosk is older than central asks for</translation>
    </message>
    <message>
        <source>Trung tâm có hồ sơ khác dưới tên máy này</source>
        <translation>Central has other applications under this kiosk’s name</translation>
    </message>
    <message>
        <source>Chưa mở được kho hồ sơ</source>
        <translation>The store is not open</translation>
    </message>
    <message>
        <source>%1 hồ sơ đã có biên nhận bị mất</source>
        <translation>%1 applications with a receipt are lost</translation>
    </message>
    <message>
        <source>%1 hồ sơ không còn nguyên vẹn, được giữ riêng</source>
        <translation>%1 applications are not whole any more and kept aside</translation>
    </message>
    <message>
        <source>%1 hình giấy tờ của hồ sơ bị hỏng</source>
        <translation>%1 pictures of papers are damaged</translation>
    </message>
    <message>
        <source>%1 gói số liệu của trung tâm không dùng được, máy vẫn dùng bản trước</source>
        <translation>%1 packages of tables from central cannot be used; the kiosk goes on with those before</translation>
    </message>
    <message>
        <source>Trung tâm có %1 hồ sơ của máy này mà máy không có</source>
        <translation>Central has %1 applications of this kiosk that are not here</translation>
    </message>
    <message>
        <source>%1 hồ sơ trung tâm cần xem lại</source>
        <translation>%1 applications are to be reviewed at central</translation>
    </message>
    <message>
        <source>Nhật ký kiểm soát không còn nguyên vẹn</source>
        <translation>The audit log is not whole</translation>
    </message>
    <message>
        <source>Đĩa của máy gần đầy</source>
        <translation>The disk is nearly full</translation>
    </message>
    <message>
        <source>Hồ sơ chờ gửi quá lâu hoặc quá nhiều</source>
        <translation>Too many applications wait, or for too long</translation>
    </message>
    <message>
        <source>Hồ sơ chờ gửi đã đến %1% giới hạn</source>
        <translation>What waits has reached %1% of the limit</translation>
    </message>
    <message>
        <source>Đầu đọc thẻ hỏng: chưa nhận diện được ai</source>
        <translation>The card reader is out of order: nobody can be identified</translation>
    </message>
    <message>
        <source>Camera khuôn mặt hỏng</source>
        <translation>The camera for faces is out of order</translation>
    </message>
    <message>
        <source>Camera chụp giấy tờ hỏng</source>
        <translation>The camera for papers is out of order</translation>
    </message>
    <message>
        <source>Máy in hỏng hoặc hết giấy</source>
        <translation>The printer is broken or has no paper</translation>
    </message>
    <message>
        <source>Phần mềm đã tự khởi động lại %1 lần</source>
        <translation>The software restarted itself %1 times</translation>
    </message>
    <message>
        <source>Đồng hồ của máy chậm hơn trung tâm %1 phút</source>
        <translation>The clock is %1 minutes behind central’s</translation>
    </message>
    <message>
        <source>Đồng hồ của máy nhanh hơn trung tâm %1 phút</source>
        <translation>The clock is %1 minutes ahead of central’s</translation>
    </message>
    <message>
        <source>Đồng hồ của máy đã bị đổi %1 phút</source>
        <translation>The clock was changed by %1 minutes</translation>
    </message>
    <message>
        <source>Chưa có danh sách chứng thư bị thu hồi</source>
        <translation>There is no list of withdrawn certificates</translation>
    </message>
    <message>
        <source>Danh sách chứng thư bị thu hồi đã quá hạn</source>
        <translation>The list of withdrawn certificates is too old</translation>
    </message>
    <message>
        <source>Chứng thư của cơ quan cấp thẻ đã hết hạn</source>
        <translation>The card issuer’s certificate has expired</translation>
    </message>
    <message>
        <source>Chưa có chứng thư cấp thẻ của Việt Nam</source>
        <translation>There is no Vietnamese card issuer’s certificate</translation>
    </message>
    <message>
        <source>Chưa cài kho chứng thư cấp thẻ</source>
        <translation>The store of card issuers’ certificates is not set up</translation>
    </message>
    <message>
        <source>Kho chứng thư cấp thẻ bị hỏng</source>
        <translation>The store of card issuers’ certificates is damaged</translation>
    </message>
    <message>
        <source>Kho hồ sơ bị hỏng</source>
        <translation>The store is damaged</translation>
    </message>
    <message>
        <source>Kỹ thuật xin mã kích hoạt mới ở trung tâm và kích hoạt lại. Hồ sơ đã lưu vẫn còn và sẽ được gửi.</source>
        <translation>A technician asks central for a new code and enrols the kiosk anew. What was recorded is kept and will be sent.</translation>
    </message>
    <message>
        <source>Kỹ thuật cập nhật chương trình. Từ đó máy phục vụ lại; hồ sơ đã lưu vẫn được gửi.</source>
        <translation>A technician updates the program; then the kiosk serves again. What was recorded is sent all the while.</translation>
    </message>
    <message>
        <source>Có thể đĩa đã được sao chép hoặc khôi phục từ bản cũ. Xin báo kỹ thuật và trung tâm.</source>
        <translation>The disk may have been copied, or an old image put back. Please tell a technician and central.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật: kiểm tra địa chỉ và chứng thư của trung tâm. Hồ sơ vẫn ở máy.</source>
        <translation>Please tell a technician: check central’s address and certificate. Everything is still here.</translation>
    </message>
    <message>
        <source>Mở hàng đợi, mục “Hỏng, mất”. Mời những người này đến lại, giữ nguyên đĩa và báo kỹ thuật.</source>
        <translation>Open the queue, “Damaged, lost”. Ask these people to come again, keep the disk, tell a technician.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật, và mời người dân đến lại với giấy tờ.</source>
        <translation>Please tell a technician, and ask the people to come again with their papers.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật xem lại gói số liệu đã phát hành.</source>
        <translation>Please have a technician check the package that was published.</translation>
    </message>
    <message>
        <source>Mở hàng đợi, mục “Cần xem lại”, đọc lý do và trả lời của trung tâm.</source>
        <translation>Open the queue, “To be reviewed”, and read the reason and central’s answer.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật và bộ phận kiểm tra, giữ nguyên thư mục dữ liệu.</source>
        <translation>Please tell a technician and the auditors, and keep the data folder as it is.</translation>
    </message>
    <message>
        <source>Máy không nhận người mới cho đến khi có chỗ. Xin báo kỹ thuật dọn đĩa.</source>
        <translation>No visit begins until there is room. Please have a technician make some.</translation>
    </message>
    <message>
        <source>Máy ngừng nhận người mới cho đến khi gửi được. Xin sửa đường truyền, rồi chạm “Gửi ngay”.</source>
        <translation>No visit begins until they were sent. Please mend the line, then touch “Send now”.</translation>
    </message>
    <message>
        <source>Xin kiểm tra đường truyền trước khi máy phải ngừng nhận.</source>
        <translation>Please look after the line before the kiosk has to rest.</translation>
    </message>
    <message>
        <source>Xin rút ra cắm lại, hoặc báo kỹ thuật. Khi thiết bị hoạt động lại, máy tự mở các việc cần nó.</source>
        <translation>Please unplug it and plug it in again, or call a technician. What needs it opens again by itself once it works.</translation>
    </message>
    <message>
        <source>Xin thêm giấy, xem dây và nguồn. Máy in hoạt động lại là máy tự dùng.</source>
        <translation>Please add paper and look at cable and power. It is used again by itself once it works.</translation>
    </message>
    <message>
        <source>Máy vẫn làm việc. Xin báo kỹ thuật gửi nhật ký phần mềm.</source>
        <translation>The kiosk works on. Please have a technician send the log.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật: để máy tự chỉnh giờ theo mạng. Giờ trên biên nhận có thể sai.</source>
        <translation>Please tell a technician: let the network set the clock. Times on receipts may be wrong.</translation>
    </message>
    <message>
        <source>Xin báo kỹ thuật tải danh sách mới. Thẻ vẫn đọc được.</source>
        <translation>Please have a technician load a new list. Cards can still be read.</translation>
    </message>
    <message>
        <source>Thẻ nào cũng phải xem tại quầy cho đến khi kỹ thuật cài kho chứng thư.</source>
        <translation>Every card goes to the counter until a technician sets the certificates up.</translation>
    </message>
    <message>
        <source>Xin khởi động lại máy. Nếu vẫn vậy, gọi kỹ thuật.</source>
        <translation>Please restart the kiosk. If it stays so, call a technician.</translation>
    </message>
    <message>
        <source>Bảng số liệu</source>
        <translation>Tables of figures</translation>
    </message>
    <message>
        <source>Danh mục</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Lời trên giấy</source>
        <translation>Words of papers</translation>
    </message>
    <message>
        <source>Quy định cho máy</source>
        <translation>Policy for kiosks</translation>
    </message>
    <message>
        <source>Chứng thư bị thu hồi</source>
        <translation>Revoked certificates</translation>
    </message>
    <message>
        <source>Thông báo cho cán bộ</source>
        <translation>Notices for staff</translation>
    </message>
    <message>
        <source>Loại khác (%1)</source>
        <translation>Another kind (%1)</translation>
    </message>
    <message>
        <source>Chứng thư cấp thẻ</source>
        <translation>Card issuers’ certificates</translation>
    </message>
    <message>
        <source>Ánh sáng ở chỗ đặt máy</source>
        <translation>Light where it stands</translation>
    </message>
    <message>
        <source>Quy định về chip</source>
        <translation>Chip policy</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Đọc màn hình, âm báo</source>
        <translation>Reading aloud, tones</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Applications</translation>
    </message>
    <message>
        <source>Các phần chạy nền</source>
        <translation>Background work</translation>
    </message>
    <message>
        <source>Giới hạn khi mất mạng</source>
        <translation>Limits without a line</translation>
    </message>
    <message>
        <source>Danh sách cán bộ</source>
        <translation>List of staff</translation>
    </message>
    <message>
        <source>Nhật ký kiểm soát</source>
        <translation>Audit log</translation>
    </message>
    <message>
        <source>Bảng số liệu của luật</source>
        <translation>Tables of the law</translation>
    </message>
    <message>
        <source>Chỗ trống trên đĩa</source>
        <translation>Room on the disk</translation>
    </message>
    <message>
        <source>Đồng hồ</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Trung tâm</source>
        <translation>Central</translation>
    </message>
    <message>
        <source>Vai trò này không được làm việc đó.</source>
        <translation>This role may not do that.</translation>
    </message>
    <message>
        <source>Mã kích hoạt có 20 chữ và số, chia thành năm nhóm. Xin so lại.</source>
        <translation>An enrolment code has 20 letters and digits in five groups. Please compare.</translation>
    </message>
    <message>
        <source>Trung tâm không nhận mã này: đã dùng, quá hạn hoặc sai. Xin so lại hoặc xin mã khác.</source>
        <translation>Central does not take this code: used, too old or wrong. Please compare, or ask for another.</translation>
    </message>
    <message>
        <source>Nơi trả lời không biết mã này, không phải trung tâm. Máy không đổi gì.</source>
        <translation>What answered does not know this code and is not central. Nothing was changed.</translation>
    </message>
    <message>
        <source>Chưa kết nối được với trung tâm. Xin kiểm tra đường truyền rồi thử lại.</source>
        <translation>Central cannot be reached. Please check the line and try again.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ này ở máy.</source>
        <translation>This application is not found here.</translation>
    </message>
    <message>
        <source>Máy chưa làm được, mã %1.</source>
        <translation>It could not be done, code %1.</translation>
    </message>
    <message>
        <source>Mã không dùng được: sai, đã dùng, bị khóa, hoặc số cán bộ chưa có mã này. Mỗi mã chỉ dùng một lần.</source>
        <translation>The code does not count: wrong, used, locked, or you have no such code yet. Each code counts once.</translation>
    </message>
    <message>
        <source>Lần mở này đã hết hạn. Xin quay lại và mở hồ sơ lần nữa.</source>
        <translation>This was opened too long ago. Please go back and open the case again.</translation>
    </message>
    <message>
        <source>Trung tâm chưa có hồ sơ này, hoặc hồ sơ không lập tại máy này.</source>
        <translation>Central has no such case yet, or it was not recorded at this kiosk.</translation>
    </message>
    <message>
        <source>Có người vừa thay đổi hồ sơ. Xin quay lại và mở lần nữa.</source>
        <translation>Somebody has just changed the case. Please go back and open it again.</translation>
    </message>
    <message>
        <source>Hồ sơ đang ở tình trạng không cho phép việc này.</source>
        <translation>A case that stands so cannot be changed like this.</translation>
    </message>
    <message>
        <source>Hồ sơ do cán bộ hoặc cơ quan khác giải quyết.</source>
        <translation>Another officer or office has this case.</translation>
    </message>
    <message>
        <source>Người này còn hồ sơ nộp trước, cần giải quyết trước.</source>
        <translation>An older case of this person has to be decided first.</translation>
    </message>
    <message>
        <source>Còn giấy tờ chụp chưa đối chiếu bản chính: xin đối chiếu ở trang cán bộ rồi duyệt.</source>
        <translation>Originals of photographed papers were not compared yet: please do so at the pages of staff, then approve.</translation>
    </message>
    <message>
        <source>Hồ sơ này ghi vào dữ liệu BHXH: xin xem và duyệt ở trang cán bộ.</source>
        <translation>This case writes into the register: please look at it and approve it at the pages of staff.</translation>
    </message>
    <message>
        <source>Ông/bà đã đề nghị; một người phụ trách khác phải đồng ý.</source>
        <translation>You have proposed it; another supervisor has to agree.</translation>
    </message>
    <message>
        <source>Danh mục kiểm tra chưa đạt nên chưa duyệt được.</source>
        <translation>The checklist is not met, so the case cannot be approved.</translation>
    </message>
    <message>
        <source>đã xóa theo hạn lưu</source>
        <translation>deleted in due time</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
</context>
<context>
    <name>StaffTouchScreen</name>
    <message>
        <source>Chạm hết các ô. Nút thoát ở giữa.</source>
        <translation>Touch every cell. The way out is in the middle.</translation>
    </message>
    <message>
        <source>Tốt. Quay lại</source>
        <translation>Good. Back</translation>
    </message>
    <message>
        <source>Còn %1 ô. Thoát</source>
        <translation>%1 left. Leave</translation>
    </message>
</context>
<context>
    <name>StaffVersionsScreen</name>
    <message>
        <source>Phiên bản, chứng thư, số liệu</source>
        <translation>Versions, certificates, tables</translation>
    </message>
    <message>
        <source>Đang xem, mất vài giây…</source>
        <translation>Looking, this takes some seconds…</translation>
    </message>
    <message>
        <source>Chương trình</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Chương trình của máy</source>
        <translation>The kiosk&apos;s program</translation>
    </message>
    <message>
        <source>Cơ quan cấp thẻ mà máy tin</source>
        <translation>Card issuers that are trusted</translation>
    </message>
    <message>
        <source>từ %1 đến %2</source>
        <translation>from %1 to %2</translation>
    </message>
    <message>
        <source>từ %1 đến %2: không còn hiệu lực</source>
        <translation>from %1 to %2: not valid now</translation>
    </message>
    <message>
        <source>Chứng thư bị thu hồi: %1</source>
        <translation>Revoked certificates: %1</translation>
    </message>
    <message>
        <source>%1 mục, ngày %2</source>
        <translation>%1 entries, of %2</translation>
    </message>
    <message>
        <source>%1 mục, ngày %2, bản sau trước %3</source>
        <translation>%1 entries, of %2, the next by %3</translation>
    </message>
    <message>
        <source>Số liệu đang dùng</source>
        <translation>Tables in use</translation>
    </message>
    <message>
        <source>Bảng số liệu của luật</source>
        <translation>Tables of the law</translation>
    </message>
    <message>
        <source>bản %1, ngày %2</source>
        <translation>edition %1, of %2</translation>
    </message>
    <message>
        <source>theo chương trình và cài đặt</source>
        <translation>as program and settings have it</translation>
    </message>
    <message>
        <source>số %1</source>
        <translation>number %1</translation>
    </message>
    <message>
        <source>số %1, nhận lúc %2</source>
        <translation>number %1, received %2</translation>
    </message>
    <message>
        <source>Con số mới nhất của luật</source>
        <translation>Newest figures of the law</translation>
    </message>
    <message>
        <source>từ %1: năm nay chưa có số mới</source>
        <translation>from %1: none of this year yet</translation>
    </message>
    <message>
        <source>từ %1</source>
        <translation>from %1</translation>
    </message>
</context>
<context>
    <name>StepLabel</name>
    <message>
        <source>Bước %1 / %2</source>
        <translation>Step %1 / %2</translation>
    </message>
    <message>
        <source>Bước %1 / %2 – %3</source>
        <translation>Step %1 / %2 – %3</translation>
    </message>
</context>
<context>
    <name>StopScreen</name>
    <message>
        <source>Làm việc khác</source>
        <translation>Do something else</translation>
    </message>
    <message>
        <source>Chưa có gì được gửi đi.</source>
        <translation>Nothing was sent.</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Đã che</source>
        <translation>Covered</translation>
    </message>
    <message>
        <source>Che lại</source>
        <translation>Cover again</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>VouchScreen</name>
    <message>
        <source>Dành cho cán bộ: xác nhận người xem hồ sơ</source>
        <translation>For staff: confirm who asks for the record</translation>
    </message>
    <message>
        <source>Bước 1/2: nhập số cán bộ, 6 chữ số.</source>
        <translation>Step 1 of 2: type your staff number, 6 digits.</translation>
    </message>
    <message>
        <source>Bước 2/2: nhập mã 6 số của mục “BHXH records” trong ứng dụng xác thực.</source>
        <translation>Step 2 of 2: type the 6-digit code of the entry “BHXH records” in the authenticator app.</translation>
    </message>
    <message>
        <source>Xem thẻ và nhìn người trước khi nhập. Cán bộ chịu trách nhiệm về lần xác nhận này; trung tâm ghi lại số cán bộ. Đây không phải mã đăng nhập máy.</source>
        <translation>Look at the card and at the person before you type. You answer for this confirmation; the central office notes your staff number. This is not the code that signs you in here.</translation>
    </message>
</context>
<context>
    <name>YearRow</name>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đang đóng</source>
        <translation>Closed</translation>
    </message>
</context>
<context>
    <name>YourTurnScreen</name>
    <message>
        <source>Tôi tự làm</source>
        <translation>I will do it myself</translation>
    </message>
    <message>
        <source>Mời ông/bà tự quyết định có chụp khuôn mặt không</source>
        <translation>Please decide yourself whether your face is checked</translation>
    </message>
    <message>
        <source>Mời ông/bà tự trả lời đồng ý hay không</source>
        <translation>Please say yourself whether you agree</translation>
    </message>
    <message>
        <source>Mời ông/bà tự cam đoan</source>
        <translation>Please make the declaration yourself</translation>
    </message>
    <message>
        <source>Mời ông/bà tự xem tờ khai</source>
        <translation>Please read your declaration yourself</translation>
    </message>
    <message>
        <source>Mời ông/bà tự kiểm tra và gửi</source>
        <translation>Please check and send it yourself</translation>
    </message>
    <message>
        <source>Mời ông/bà tự nhập mã PIN, xin che tay</source>
        <translation>Please enter the PIN yourself, and cover your hand</translation>
    </message>
</context>
</TS>
