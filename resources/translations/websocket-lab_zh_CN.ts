<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Certificate</name>
    <message>
        <source>The certificate for %1 could not be made: %2.</source>
        <translation>无法生成 %1 的证书：%2。</translation>
    </message>
    <message>
        <source>The authority&apos;s key or certificate cannot be read: %1.</source>
        <translation>无法读取证书颁发机构的密钥或证书：%1。</translation>
    </message>
    <message>
        <source>The certificate for %1 could not be signed: %2.</source>
        <translation>无法签发 %1 的证书：%2。</translation>
    </message>
    <message>
        <source>The PKCS#12 file cannot be opened: the passphrase is wrong.</source>
        <translation>无法打开 PKCS#12 文件：口令错误。</translation>
    </message>
    <message>
        <source>This is neither PEM nor PKCS#12: %1.</source>
        <translation>这既不是 PEM 也不是 PKCS#12：%1。</translation>
    </message>
    <message>
        <source>The PKCS#12 file has no key, or no certificate for it.</source>
        <translation>PKCS#12 文件中没有密钥，或没有与之对应的证书。</translation>
    </message>
    <message>
        <source>There is no private key: give the file that has it.</source>
        <translation>没有私钥：请给出含私钥的文件。</translation>
    </message>
    <message>
        <source>The private key is encrypted, and the passphrase does not open it.</source>
        <translation>私钥已加密，口令无法解开。</translation>
    </message>
    <message>
        <source>The private key cannot be read: %1.</source>
        <translation>无法读取私钥：%1。</translation>
    </message>
    <message>
        <source>There is no certificate: give the file that has it.</source>
        <translation>没有证书：请给出含证书的文件。</translation>
    </message>
    <message>
        <source>Key and certificate do not belong together: every handshake would fail.</source>
        <translation>密钥与证书不匹配：所有握手都会失败。</translation>
    </message>
    <message>
        <source>Key or certificate cannot be read: %1.</source>
        <translation>无法读取密钥或证书：%1。</translation>
    </message>
    <message>
        <source>The PKCS#12 file could not be made: %1.</source>
        <translation>无法生成 PKCS#12 文件：%1。</translation>
    </message>
</context>
<context>
    <name>CertificateButton</name>
    <message>
        <source>&amp;This machine&apos;s own certificate</source>
        <translation>本机自己的证书(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Use a certificate of my own…</source>
        <translation>使用自备的证书(&amp;U)…</translation>
    </message>
    <message>
        <source>Certificate…</source>
        <translation>证书…</translation>
    </message>
    <message>
        <source>Which certificate the server shows, and how others come to trust it</source>
        <translation>服务器出示哪个证书，以及如何让他人信任它</translation>
    </message>
    <message>
        <source>A certificate with its key</source>
        <translation>带密钥的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.p12 *.pfx)</source>
        <translation>证书 (*.pem *.crt *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Use a certificate of my own (%1)…</source>
        <translation>使用自备的证书（%1）(&amp;U)…</translation>
    </message>
    <message>
        <source>C&amp;ertificate</source>
        <translation>证书(&amp;E)</translation>
    </message>
    <message>
        <source>Show the &amp;certificate…</source>
        <translation>查看证书(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Let in only clients with a certificate</source>
        <translation>仅允许有证书的客户端(&amp;L)</translation>
    </message>
    <message>
        <source>Trust for &amp;others…</source>
        <translation>让他人信任(&amp;O)…</translation>
    </message>
    <message>
        <source>Certificates for &amp;students…</source>
        <translation>学生证书(&amp;S)…</translation>
    </message>
    <message>
        <source>Only this computer can open the page now: choose the reach “The whole network” for others.</source>
        <translation>目前只有本机能打开此页面：如需让他人打开，请将范围设为“整个网络”。</translation>
    </message>
    <message>
        <source>This computer has no network address at the moment, so nobody else can open the page.</source>
        <translation>本机目前没有网络地址，其他人无法打开此页面。</translation>
    </message>
    <message>
        <source>Start the server: the page is there while it runs.</source>
        <translation>请启动服务器：页面仅在其运行时可用。</translation>
    </message>
    <message>
        <source>%1 has no key: choose the key&apos;s file</source>
        <translation>%1 中没有密钥：请选择密钥文件</translation>
    </message>
    <message>
        <source>Keys (*.key *.pem)</source>
        <translation>密钥 (*.key *.pem)</translation>
    </message>
</context>
<context>
    <name>CertificateCase</name>
    <message>
        <source>connects</source>
        <translation>能连接</translation>
    </message>
    <message>
        <source>refuses: %1</source>
        <translation>拒绝：%1</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Nothing is wrong: for comparison with the others.</source>
        <translation>没有任何问题，用来与其他各项比较。</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>It ended a week ago.</source>
        <translation>它在一周前已失效。</translation>
    </message>
    <message>
        <source>it has ended</source>
        <translation>它已失效</translation>
    </message>
    <message>
        <source>Not yet valid</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>It begins in a week.</source>
        <translation>它一周后才生效。</translation>
    </message>
    <message>
        <source>it has not begun</source>
        <translation>它尚未生效</translation>
    </message>
    <message>
        <source>Wrong host</source>
        <translation>主机名不符</translation>
    </message>
    <message>
        <source>It was issued for another name, wrong.host.test.</source>
        <translation>它是为另一个名称 wrong.host.test 签发的。</translation>
    </message>
    <message>
        <source>it is for another name</source>
        <translation>它属于另一个名称</translation>
    </message>
    <message>
        <source>Common name only</source>
        <translation>只有通用名</translation>
    </message>
    <message>
        <source>Its name, localhost, stands in the common name and not among the alternative names, where today&apos;s programs look for it.</source>
        <translation>它的名称 localhost 只写在通用名里，没有写在如今的程序所查看的备用名称里。</translation>
    </message>
    <message>
        <source>Address as a name</source>
        <translation>把地址当作名称</translation>
    </message>
    <message>
        <source>The address 127.0.0.1 stands among its names as a DNS name and not as an IP address.</source>
        <translation>地址 127.0.0.1 在它的名称中写成了 DNS 名称，而不是 IP 地址。</translation>
    </message>
    <message>
        <source>Self-signed</source>
        <translation>自签名</translation>
    </message>
    <message>
        <source>It vouches for itself, and nobody else does.</source>
        <translation>它由自己担保，没有别人为它担保。</translation>
    </message>
    <message>
        <source>it vouches for itself</source>
        <translation>它由自己担保</translation>
    </message>
    <message>
        <source>Unknown authority</source>
        <translation>未知的颁发机构</translation>
    </message>
    <message>
        <source>It is signed by an authority that is not the lab&apos;s and that nobody knows.</source>
        <translation>签发它的不是实验室的颁发机构，而是一个谁也不认识的机构。</translation>
    </message>
    <message>
        <source>its authority is not known</source>
        <translation>其颁发机构未知</translation>
    </message>
    <message>
        <source>Missing intermediate</source>
        <translation>缺少中间证书</translation>
    </message>
    <message>
        <source>The server does not send the certificate between its own and the authority&apos;s.</source>
        <translation>服务器没有发送位于自己的证书与颁发机构证书之间的那一张。</translation>
    </message>
    <message>
        <source>its issuer is unknown, or missing</source>
        <translation>其签发者未知或缺失</translation>
    </message>
    <message>
        <source>Wrong purpose</source>
        <translation>用途不符</translation>
    </message>
    <message>
        <source>It is for clients (clientAuth) and not for servers.</source>
        <translation>它用于客户端（clientAuth），而不是服务器。</translation>
    </message>
    <message>
        <source>it is for another purpose</source>
        <translation>它用于其他目的</translation>
    </message>
    <message>
        <source>Issuer is no authority</source>
        <translation>签发者不是颁发机构</translation>
    </message>
    <message>
        <source>It is signed with an ordinary server&apos;s certificate, which may not sign others.</source>
        <translation>它由一张普通的服务器证书签发，而那张证书无权签发别的证书。</translation>
    </message>
    <message>
        <source>its issuer may not sign others</source>
        <translation>其签发者无权签发证书</translation>
    </message>
    <message>
        <source>Name constraint broken</source>
        <translation>违反名称限制</translation>
    </message>
    <message>
        <source>Its issuer may only sign names below elsewhere.test, and signed localhost.</source>
        <translation>其签发者只能签发 elsewhere.test 之下的名称，却签发了 localhost。</translation>
    </message>
    <message>
        <source>its authority may not sign that name</source>
        <translation>其颁发机构无权签发该名称</translation>
    </message>
    <message>
        <source>Unknown critical extension</source>
        <translation>未知的关键扩展</translation>
    </message>
    <message>
        <source>It has a rule that nobody knows and that is marked as one that must be obeyed.</source>
        <translation>它含有一条谁也不认识、却标明必须遵守的规则。</translation>
    </message>
    <message>
        <source>it has a rule that nobody knows</source>
        <translation>它含有无人认识的规则</translation>
    </message>
    <message>
        <source>Short key</source>
        <translation>密钥太短</translation>
    </message>
    <message>
        <source>Its RSA key has 1024 bits, which is too short to be safe.</source>
        <translation>它的 RSA 密钥只有 1024 位，太短而不安全。</translation>
    </message>
    <message>
        <source>its key is too short</source>
        <translation>其密钥太短</translation>
    </message>
    <message>
        <source>Old signature</source>
        <translation>过时的签名</translation>
    </message>
    <message>
        <source>It is signed with SHA-1, which can be forged.</source>
        <translation>它用可以伪造的 SHA-1 签名。</translation>
    </message>
    <message>
        <source>its signature can be forged</source>
        <translation>其签名可以伪造</translation>
    </message>
    <message>
        <source>TLS 1.1 only</source>
        <translation>只有 TLS 1.1</translation>
    </message>
    <message>
        <source>The certificate is good, but the server speaks TLS 1.1 and nothing newer.</source>
        <translation>证书没有问题，但服务器只会 TLS 1.1，不会更新的版本。</translation>
    </message>
    <message>
        <source>the server speaks no TLS that is safe</source>
        <translation>服务器不支持安全的 TLS</translation>
    </message>
    <message>
        <source>Client certificate required</source>
        <translation>要求客户端证书</translation>
    </message>
    <message>
        <source>The certificate is good, but the server wants one of the client, too, signed by the lab&apos;s authority.</source>
        <translation>证书没有问题，但服务器也要求客户端出示由实验室颁发机构签发的证书。</translation>
    </message>
    <message>
        <source>the server wants a certificate of it</source>
        <translation>服务器要求它出示证书</translation>
    </message>
</context>
<context>
    <name>CertificateCommand</name>
    <message>
        <source>Key and certificate of this machine: %1</source>
        <translation>本机的密钥和证书：%1</translation>
    </message>
    <message>
        <source>Its authority, for others to trust: %1</source>
        <translation>其颁发机构，供他人信任：%1</translation>
    </message>
    <message>
        <source>There is no certificate in %1.</source>
        <translation>%1 中没有证书。</translation>
    </message>
    <message>
        <source>%1 does not use TLS, so it has no certificate.</source>
        <translation>%1 不使用 TLS，因此没有证书。</translation>
    </message>
    <message>
        <source>Browsers and phones: %1</source>
        <translation>浏览器和手机：%1</translation>
    </message>
    <message>
        <source>Nothing is wrong with it for %1.</source>
        <translation>对于 %1，它没有问题。</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>The certificate of %1</source>
        <translation>%1 的证书</translation>
    </message>
    <message>
        <source>Any address</source>
        <translation>任意地址</translation>
    </message>
    <message>
        <source>The name or address that a client connects to; try another one</source>
        <translation>客户端所连接的名称或地址；可以换一个试试</translation>
    </message>
    <message>
        <source>The chain of certificates</source>
        <translation>证书链</translation>
    </message>
    <message>
        <source>What the chosen certificate says</source>
        <translation>所选证书的内容</translation>
    </message>
    <message>
        <source>&amp;Judged for</source>
        <translation>评判地址(&amp;J)</translation>
    </message>
    <message>
        <source>Copy &amp;text</source>
        <translation>复制文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy PEM</source>
        <translation>复制 PEM(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save PEM…</source>
        <translation>保存 PEM(&amp;S)…</translation>
    </message>
    <message>
        <source>the server&apos;s own, vouches for itself</source>
        <translation>服务器自己的证书，自签名</translation>
    </message>
    <message>
        <source>the server&apos;s own</source>
        <translation>服务器自己的证书</translation>
    </message>
    <message>
        <source>root authority</source>
        <translation>根颁发机构</translation>
    </message>
    <message>
        <source>authority in between</source>
        <translation>中间颁发机构</translation>
    </message>
    <message>
        <source>known here, not sent</source>
        <translation>本机已知，未发送</translation>
    </message>
    <message>
        <source>its issuer is not here</source>
        <translation>没有其颁发者</translation>
    </message>
    <message>
        <source>sent, too, but of no use here</source>
        <translation>也发送了，但在此无用</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制%1</translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation>保存证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>The certificate is in %1.</source>
        <translation>证书已保存到 %1。</translation>
    </message>
</context>
<context>
    <name>CertificateLab</name>
    <message>
        <source>The certificate lab is open.</source>
        <translation>证书实验室已打开。</translation>
    </message>
    <message>
        <source>The lab needs %1 ports, and there are not so many from %2 on: begin at %3 or below.</source>
        <translation>实验室需要 %1 个端口，从 %2 起没有这么多：请从 %3 或更小的端口开始。</translation>
    </message>
    <message>
        <source>The certificate lab is closed.</source>
        <translation>证书实验室已关闭。</translation>
    </message>
</context>
<context>
    <name>CertificateText</name>
    <message>
        <source>For</source>
        <translation>颁发给</translation>
    </message>
    <message>
        <source>By</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自己</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>From</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Short code</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of the key</source>
        <translation>公钥的 SHA-256</translation>
    </message>
    <message>
        <source>It vouches for itself, and nobody else does. In a classroom that is usual: compare the short code.</source>
        <translation>它只由自己担保，没有他人担保。在课堂上这很常见：请比对短码。</translation>
    </message>
    <message>
        <source>It is signed by an authority that is not known here.</source>
        <translation>它由此处未知的颁发机构签名。</translation>
    </message>
    <message>
        <source>It was issued for %1, and not for %2.</source>
        <translation>它是为 %1 颁发的，而不是为 %2。</translation>
    </message>
    <message>
        <source>It is for another purpose, not for servers.</source>
        <translation>它另有用途，不用于服务器。</translation>
    </message>
    <message>
        <source>An ordinary certificate was used as an authority.</source>
        <translation>普通证书被当作颁发机构使用。</translation>
    </message>
    <message>
        <source>Its authority may not sign that name.</source>
        <translation>其颁发机构无权签发该名称。</translation>
    </message>
    <message>
        <source>It has a rule that must be obeyed, and that nobody here knows.</source>
        <translation>它含有必须遵守、但此处无法识别的规则。</translation>
    </message>
    <message>
        <source>It cannot be verified.</source>
        <translation>无法验证它。</translation>
    </message>
    <message>
        <source>It is valid for more than 825 days, which iPhones and Macs refuse.</source>
        <translation>它的有效期超过 825 天，iPhone 和 Mac 会拒绝。</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>已过期</translation>
    </message>
    <message numerus="yes">
        <source>ended %n day(s) ago</source>
        <translation>
            <numerusform>%n 天前已过期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ends in %n hour(s)</source>
        <translation>
            <numerusform>还有 %n 小时到期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation>
            <numerusform>还有 %n 天到期</numerusform>
        </translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yes, but not for other authorities</source>
        <translation>是，但不能签发其他颁发机构</translation>
    </message>
    <message numerus="yes">
        <source>yes, for %n authorities below it</source>
        <translation>
            <numerusform>是，其下最多 %n 级颁发机构</numerusform>
        </translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Key may be used for</source>
        <translation>密钥用途</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>颁发机构</translation>
    </message>
    <message>
        <source>May sign only for</source>
        <translation>只能签发给</translation>
    </message>
    <message>
        <source>May not sign for</source>
        <translation>不得签发给</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Its issuer, %1, is unknown here, or the server forgot to send the certificate in between.</source>
        <translation>此处不认识其颁发者 %1，或者服务器漏发了中间证书。</translation>
    </message>
    <message>
        <source>The certificate of its authority has not begun; this computer&apos;s clock says %1. If the clock is wrong, mend that first.</source>
        <translation>其颁发机构的证书尚未生效；本机时钟为 %1。如果时钟不对，请先校正。</translation>
    </message>
    <message>
        <source>It has not begun and will on %1; this computer&apos;s clock says %2. If the clock is wrong, mend that first.</source>
        <translation>它尚未生效，将于 %1 生效；本机时钟为 %2。如果时钟不对，请先校正。</translation>
    </message>
    <message>
        <source>Its key is too short to be safe (%1).</source>
        <translation>其密钥太短，不安全（%1）。</translation>
    </message>
    <message>
        <source>It is signed in an old way that can be forged (%1).</source>
        <translation>其签名方式陈旧，可以伪造（%1）。</translation>
    </message>
    <message>
        <source>The certificate of its authority has ended; this computer&apos;s clock says %1. If the clock is wrong, mend that first.</source>
        <translation>其颁发机构的证书已过期；本机时钟为 %1。如果时钟不对，请先校正。</translation>
    </message>
    <message>
        <source>It ended on %1; this computer&apos;s clock says %2. If the clock is wrong, mend that first.</source>
        <translation>它已于 %1 过期；本机时钟为 %2。如果时钟不对，请先校正。</translation>
    </message>
    <message>
        <source>The certificate of its authority %1 ended on %2; this computer&apos;s clock says %3. If the clock is wrong, mend that first.</source>
        <translation>其颁发机构 %1 的证书已于 %2 过期；本机时钟为 %3。如果时钟不对，请先校正。</translation>
    </message>
    <message>
        <source>It has no names, only the common name %1, which browsers and phones do not read.</source>
        <translation>它没有备用名称，只有通用名 %1，而浏览器和手机不读取通用名。</translation>
    </message>
    <message>
        <source>It lists the address %1 as if it were a name, which does not count.</source>
        <translation>它把地址 %1 当作名称列出，这不算数。</translation>
    </message>
    <message>
        <source>It lists no addresses at all: write one of its names instead.</source>
        <translation>它根本没有列出地址：请改用其中的一个名称。</translation>
    </message>
    <message>
        <source>OpenSSL would accept it.</source>
        <translation>OpenSSL 会接受它。</translation>
    </message>
    <message>
        <source>OpenSSL would accept it for %1.</source>
        <translation>对于 %1，OpenSSL 会接受它。</translation>
    </message>
    <message>
        <source>OpenSSL would refuse it.</source>
        <translation>OpenSSL 会拒绝它。</translation>
    </message>
    <message>
        <source>OpenSSL would refuse it for %1.</source>
        <translation>对于 %1，OpenSSL 会拒绝它。</translation>
    </message>
    <message>
        <source>Browsers and phones would accept it.</source>
        <translation>浏览器和手机会接受它。</translation>
    </message>
    <message>
        <source>Browsers and phones would refuse it. %1</source>
        <translation>浏览器和手机会拒绝它。%1</translation>
    </message>
    <message>
        <source>Browsers and phones would refuse it until they are told to trust its authority.</source>
        <translation>在被告知信任其颁发机构之前，浏览器和手机会拒绝它。</translation>
    </message>
    <message>
        <source>Browsers and phones would refuse it, too.</source>
        <translation>浏览器和手机也会拒绝它。</translation>
    </message>
</context>
<context>
    <name>Client</name>
    <message>
        <source>There is a connection already: disconnect first.</source>
        <translation>已有一个连接：请先断开。</translation>
    </message>
    <message>
        <source>Connecting to %1.</source>
        <translation>正在连接 %1。</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>已连接到 %1。</translation>
    </message>
    <message>
        <source>Connected to %1 with the subprotocol %2.</source>
        <translation>已连接到 %1，子协议为 %2。</translation>
    </message>
    <message>
        <source>Closed: %1.</source>
        <translation>已关闭：%1。</translation>
    </message>
    <message>
        <source>Connecting to %1 was cancelled.</source>
        <translation>已取消连接 %1。</translation>
    </message>
    <message>
        <source>This side dropped the connection.</source>
        <translation>本端直接断开了连接。</translation>
    </message>
    <message>
        <source>Not sent: there is no connection.</source>
        <translation>未发送：没有连接。</translation>
    </message>
    <message>
        <source>Not sent: %1 are waiting already for the server, which reads too slowly.</source>
        <translation>未发送：服务器读取太慢，已有 %1 在等待发送。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted, and was accepted all the same: anybody may be listening.</source>
        <translation>服务器的证书不受信任，但仍被接受：可能有人在窃听。</translation>
    </message>
</context>
<context>
    <name>ClientFailure</name>
    <message>
        <source>Nothing listens on %1. Is the server started, and is the port right?</source>
        <translation>%1 上没有程序在监听。服务器启动了吗？端口正确吗？</translation>
    </message>
    <message>
        <source>There is no host named &quot;%1&quot;. Check the spelling, or the network.</source>
        <translation>找不到主机“%1”。请检查拼写或网络。</translation>
    </message>
    <message>
        <source>%1 ended the connection without answering. Does it speak WebSocket, and with TLS (wss) only?</source>
        <translation>%1 未作应答就断开了连接。它支持 WebSocket 吗？是否只接受 TLS（wss）？</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network.</source>
        <translation>无法到达 %1。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The proxy did not let the connection to %1 through (%2). Check the proxy&apos;s address, or choose no proxy.</source>
        <translation>代理不允许连接到 %1（%2）。请检查代理地址，或选择不使用代理。</translation>
    </message>
    <message>
        <source>The proxy wants a user name and a password for the connection to %1.</source>
        <translation>连接 %1 时，代理要求提供用户名和密码。</translation>
    </message>
    <message>
        <source>Connecting to %1 failed: %2.</source>
        <translation>连接 %1 失败：%2。</translation>
    </message>
    <message>
        <source>%1 answered %2 and points to &quot;%3&quot;: connect to that address instead.</source>
        <translation>%1 应答 %2 并指向“%3”：请改为连接该地址。</translation>
    </message>
    <message>
        <source>%1 answered %2: it wants a user name and a password, or a token in a header.</source>
        <translation>%1 应答 %2：需要用户名和密码，或在请求头中提供令牌。</translation>
    </message>
    <message>
        <source>%1 answered %2: there is no WebSocket at the path &quot;%3&quot;.</source>
        <translation>%1 应答 %2：路径“%3”上没有 WebSocket。</translation>
    </message>
    <message>
        <source>%1 answered %2 with a page: it is a web server, but there is no WebSocket at the path &quot;%3&quot;.</source>
        <translation>%1 应答 %2 并返回了网页：它是 Web 服务器，但路径“%3”上没有 WebSocket。</translation>
    </message>
    <message>
        <source>%1 answered %2: it asks for another protocol or version.</source>
        <translation>%1 应答 %2：要求使用其他协议或版本。</translation>
    </message>
    <message>
        <source>%1 answered %2: the server, or the one behind it, is not available now. Try again later.</source>
        <translation>%1 应答 %2：该服务器或其后端目前不可用。请稍后再试。</translation>
    </message>
    <message>
        <source>%1 answered %2 instead of opening a WebSocket.</source>
        <translation>%1 应答了 %2，没有打开 WebSocket。</translation>
    </message>
    <message>
        <source>What listens on %1 does not speak HTTP, so it cannot open a WebSocket.</source>
        <translation>%1 上监听的程序不支持 HTTP，因此无法打开 WebSocket。</translation>
    </message>
    <message>
        <source>%1 took the connection but did not answer within %2 s. Does it speak WebSocket?</source>
        <translation>%1 接受了连接，但 %2 秒内没有应答。它支持 WebSocket 吗？</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check the address, the network and the firewall.</source>
        <translation>%1 在 %2 秒内没有应答。请检查地址、网络和防火墙。</translation>
    </message>
    <message>
        <source>What listens on %1 does not speak TLS: connect with ws instead of wss.</source>
        <translation>%1 上监听的程序不支持 TLS：请用 ws 而不是 wss 连接。</translation>
    </message>
    <message>
        <source>No secure connection to %1: %2.</source>
        <translation>无法与 %1 建立安全连接：%2。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted, so nothing was sent. %2 Its short code is %3: compare it with what the server shows.</source>
        <translation>%1 的证书不受信任，因此未发送任何内容。%2 它的短码是 %3：请与服务器所显示的比对。</translation>
    </message>
    <message>
        <source>%1 showed another certificate than the pinned one, so nothing was sent: somebody may be in between, or the server has a new one. Its short code is %2.</source>
        <translation>%1 出示的证书与固定的不同，因此未发送任何内容：可能有人从中拦截，或服务器换了新证书。它的短码是 %2。</translation>
    </message>
    <message>
        <source>%1 speaks only an old TLS that is not safe any more (this program speaks TLS 1.2 and newer), so nothing was sent.</source>
        <translation>%1 只会已不再安全的旧版 TLS（本程序使用 TLS 1.2 及更新版本），因此什么也没有发送。</translation>
    </message>
    <message>
        <source>%1 lets only clients in that show a certificate of their own: give this one a certificate that the server knows.</source>
        <translation>%1 只接受出示自己证书的客户端：请给这个客户端一张服务器认识的证书。</translation>
    </message>
    <message>
        <source>%1 ended the connection without answering. Does it speak WebSocket, and does it want to see a certificate of this client?</source>
        <translation>%1 没有应答就断开了连接。它使用 WebSocket 吗？是否要求此客户端出示证书？</translation>
    </message>
    <message>
        <source>What listens on %1 speaks TLS: connect with wss instead of ws.</source>
        <translation>%1 上的服务使用 TLS：请用 wss 而不是 ws 连接。</translation>
    </message>
    <message>
        <source>%1 answered %2: the request did not arrive as one for a WebSocket, so something in between (%3) does not pass on the headers Upgrade and Connection. In nginx that takes proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and proxy_set_header Connection &quot;Upgrade&quot;.</source>
        <translation>%1 回答了 %2：请求到达时已不是 WebSocket 请求，说明中间的 %3 没有转发 Upgrade 和 Connection 头。在 nginx 中需要 proxy_http_version 1.1、proxy_set_header Upgrade $http_upgrade 和 proxy_set_header Connection &quot;Upgrade&quot;。</translation>
    </message>
    <message>
        <source>a proxy</source>
        <translation>某个代理</translation>
    </message>
    <message>
        <source>If %1 is to lead to a WebSocket there, make sure that it passes on the headers Upgrade and Connection.</source>
        <translation>如果 %1 应在此处转到 WebSocket，请确认它转发 Upgrade 和 Connection 头。</translation>
    </message>
    <message>
        <source>%1 answered %2: it does not let this client in. No Origin was sent; some servers ask for one that they know.</source>
        <translation>%1 回答了 %2：不允许此客户端连接。没有发送 Origin；有些服务器要求提供它们认识的 Origin。</translation>
    </message>
    <message>
        <source>%1 answered %2: it does not let this client in. The Origin &quot;%3&quot; was sent; some servers let in only Origins that they know, in most cases their own address.</source>
        <translation>%1 回答了 %2：不允许此客户端连接。发送的 Origin 是“%3”；有些服务器只接受它们认识的 Origin，多数情况下是服务器自己的地址。</translation>
    </message>
    <message>
        <source>%1 answered %2: it does not accept the user name and password, or the token, that were sent.</source>
        <translation>%1 回答了 %2：它不接受所发送的用户名和密码或令牌。</translation>
    </message>
    <message>
        <source>No name server told the address of &quot;%1&quot; within %2 s. Check the network.</source>
        <translation>%2 秒内没有域名服务器给出“%1”的地址。请检查网络。</translation>
    </message>
    <message>
        <source>%1 took the connection but did not answer with TLS within %2 s. Perhaps it speaks none: try ws instead of wss.</source>
        <translation>%1 接受了连接，但 %2 秒内没有以 TLS 回答。它可能不使用 TLS：请试试用 ws 代替 wss。</translation>
    </message>
    <message>
        <source>%1 opened the WebSocket but sent nothing within %2 s, not even the answer to a ping. Something in between may hold the frames back, or the server does not answer pings.</source>
        <translation>%1 打开了 WebSocket，但 %2 秒内什么也没有发送，连 ping 的回答也没有。可能是中间的程序扣住了帧，或者服务器不回答 ping。</translation>
    </message>
</context>
<context>
    <name>ClientHandshake</name>
    <message>
        <source>through the proxy</source>
        <translation>经由代理</translation>
    </message>
    <message>
        <source>%1, certificate of %2, valid until %3</source>
        <extracomment>%1 is a version like TLSv1.3, %2 a name, %3 a date and how far off it is</extracomment>
        <translation>%1，%2 的证书，有效期至 %3</translation>
    </message>
    <message>
        <source>101, a WebSocket</source>
        <translation>101，WebSocket</translation>
    </message>
    <message>
        <source>101, a WebSocket with the subprotocol %1</source>
        <translation>101，WebSocket，子协议 %1</translation>
    </message>
</context>
<context>
    <name>ClientNews</name>
    <message>
        <source>Start my server</source>
        <translation>启动自己的服务器</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The other side closed the connection with %1 (%2)%3.</source>
        <translation>对方以 %1（%2）关闭了连接%3。</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>检查连接</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not checked on this connection: anybody may be listening, or answering in its place.</source>
        <translation>此连接未检查服务器的证书：可能有人在窃听，或冒充服务器应答。</translation>
    </message>
    <message>
        <source>%1 This side closed the connection with %2 (%3).</source>
        <translation>%1本端以 %2（%3）关闭了连接。</translation>
    </message>
</context>
<context>
    <name>ClientOptionsPane</name>
    <message>
        <source>Name: value, one to a line</source>
        <translation>名称: 值，每行一个</translation>
    </message>
    <message>
        <source>Su&amp;bprotocols</source>
        <translation>子协议(&amp;B)</translation>
    </message>
    <message>
        <source>chat, superchat</source>
        <translation>chat, superchat</translation>
    </message>
    <message>
        <source>None, or like http://localhost</source>
        <translation>留空，或形如 http://localhost</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>代理主机</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>代理端口</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>代理用户名</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>代理密码</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>As in the system</source>
        <translation>使用系统设置</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS 5</source>
        <translation>SOCKS 5</translation>
    </message>
    <message>
        <source>“%1” cannot be a subprotocol; use letters, digits, dots and hyphens.</source>
        <translation>“%1”不能作为子协议；请使用字母、数字、点和连字符。</translation>
    </message>
    <message>
        <source>The proxy&apos;s host is missing; fill it in, or choose no proxy.</source>
        <translation>缺少代理主机；请填写，或选择不使用代理。</translation>
    </message>
    <message>
        <source>1 header</source>
        <translation>1 个请求头</translation>
    </message>
    <message>
        <source>%1 headers</source>
        <translation>%1 个请求头</translation>
    </message>
    <message>
        <source>subprotocol %1</source>
        <translation>子协议 %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>Origin %1</translation>
    </message>
    <message>
        <source>proxy %1</source>
        <translation>代理 %1</translation>
    </message>
    <message>
        <source>None, or an authority&apos;s file (PEM)</source>
        <translation>留空，或颁发机构的文件（PEM）</translation>
    </message>
    <message>
        <source>Over wss, trust servers that this authority vouches for, too</source>
        <translation>使用 wss 时，也信任由此颁发机构担保的服务器</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>选择颁发机构的文件</translation>
    </message>
    <message>
        <source>The servers that are trusted although nobody vouches for them</source>
        <translation>无人担保但仍受信任的服务器</translation>
    </message>
    <message>
        <source>An authority&apos;s certificate</source>
        <translation>颁发机构的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>There is no certificate in %1; choose an authority&apos;s file (PEM), or none.</source>
        <translation>%1 中没有证书；请选择颁发机构的文件（PEM），或留空。</translation>
    </message>
    <message>
        <source>trusts %1</source>
        <translation>信任 %1</translation>
    </message>
    <message>
        <source>None, or a file with its key (PEM or PKCS#12)</source>
        <translation>无，或含密钥的文件（PEM 或 PKCS#12）</translation>
    </message>
    <message>
        <source>Over wss, show this certificate to servers that ask for one</source>
        <translation>使用 wss 时，向要求证书的服务器出示此证书</translation>
    </message>
    <message>
        <source>Choose the file of my certificate</source>
        <translation>选择我的证书文件</translation>
    </message>
    <message>
        <source>For the next connection only; anybody may then be listening</source>
        <translation>仅对下一次连接有效；这样可能有人在窃听</translation>
    </message>
    <message>
        <source>A certificate of your own, with its key</source>
        <translation>您自己的证书及其密钥</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.p12 *.pfx)</source>
        <translation>证书 (*.pem *.crt *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>shows %1</source>
        <translation>出示 %1</translation>
    </message>
    <message>
        <source>accepts any certificate, once</source>
        <translation>接受任何证书，仅一次</translation>
    </message>
    <message>
        <source>None, or like name=value; other=value</source>
        <translation>无，或类似 name=value; other=value</translation>
    </message>
    <message>
        <source>As whom to sign in with the opening handshake (Authorization)</source>
        <translation>开启握手时以谁的身份登录（Authorization）</translation>
    </message>
    <message>
        <source>Save pass&amp;words, too</source>
        <translation>同时保存密码(&amp;W)</translation>
    </message>
    <message>
        <source>Also tokens, cookies and secret headers, readable in the settings file; else they are forgotten at the end</source>
        <translation>包括令牌、Cookie 和机密的头，在设置文件中可读；否则程序结束时即忘记</translation>
    </message>
    <message>
        <source>Sign in with</source>
        <translation>登录用</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Appl&amp;y and reconnect</source>
        <translation>应用并重新连接(&amp;Y)</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不登录</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>Token (Bearer)</source>
        <translation>令牌（Bearer）</translation>
    </message>
    <message>
        <source>token, without the word Bearer</source>
        <translation>令牌，不含 Bearer 一词</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>cookies</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>signs in as %1</source>
        <translation>以 %1 登录</translation>
    </message>
    <message>
        <source>signs in with a token</source>
        <translation>用令牌登录</translation>
    </message>
    <message>
        <source>The connection was made with these.</source>
        <translation>当前连接使用的是这些选项。</translation>
    </message>
    <message>
        <source>Changes need a new connection.</source>
        <translation>更改需要建立新的连接。</translation>
    </message>
    <message>
        <source>Reconnect a&amp;utomatically</source>
        <translation>自动重连(&amp;U)</translation>
    </message>
    <message>
        <source>After a lost connection: up to 10 attempts, 1 to 30 s apart; not after an end of one&apos;s own or a refusal</source>
        <translation>连接中断后最多重试 10 次，间隔 1 到 30 秒；自己关闭或被拒绝后不重试</translation>
    </message>
    <message>
        <source>reconnects</source>
        <translation>自动重连</translation>
    </message>
    <message>
        <source>He&amp;aders</source>
        <translation>请求头(&amp;A)</translation>
    </message>
    <message>
        <source>Or&amp;igin</source>
        <translation>Origin(&amp;I)</translation>
    </message>
    <message>
        <source>Also trust</source>
        <translation>另外信任</translation>
    </message>
    <message>
        <source>My certificate</source>
        <translation>我的证书</translation>
    </message>
    <message>
        <source>Accept any certificate, once</source>
        <translation>接受任何证书，仅一次</translation>
    </message>
    <message>
        <source>Trusted servers…</source>
        <translation>受信任的服务器…</translation>
    </message>
    <message>
        <source>Send coo&amp;kies</source>
        <translation>发送 Cookie(&amp;K)</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Proxy at</source>
        <translation>代理地址</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>ClientRequest</name>
    <message>
        <source>&quot;%1&quot; is not a ws or wss address.</source>
        <translation>“%1”不是 ws 或 wss 地址。</translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; cannot be sent: names have no spaces or colons, and neither names nor values have line breaks.</source>
        <translation>无法发送请求头“%1”：名称中不能有空格或冒号，名称和值中都不能有换行。</translation>
    </message>
    <message>
        <source>The Origin must not have line breaks.</source>
        <translation>Origin 中不能有换行。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a subprotocol: it must be a token without spaces or separators.</source>
        <translation>“%1”不能作为子协议：名称中不能有空格或分隔符。</translation>
    </message>
    <message>
        <source>The server switched protocols, but not to WebSocket.</source>
        <translation>服务器切换了协议，但切换到的不是 WebSocket。</translation>
    </message>
    <message>
        <source>The server&apos;s Sec-WebSocket-Accept does not fit our key: something between may have answered from a cache.</source>
        <translation>服务器的 Sec-WebSocket-Accept 与我们的密钥不符：可能是中间的缓存作出了应答。</translation>
    </message>
    <message>
        <source>The server chose an extension that was not offered: %1.</source>
        <translation>服务器选择了未曾提供的扩展：%1。</translation>
    </message>
    <message>
        <source>The server chose the subprotocol &quot;%1&quot;, which was not offered.</source>
        <translation>服务器选择了未曾提供的子协议“%1”。</translation>
    </message>
</context>
<context>
    <name>ClientTab</name>
    <message>
        <source>Nothing is connected yet.
Write an address above, or try your own server.</source>
        <translation>尚未连接。
请在上方填写地址，或试试自己的服务器。</translation>
    </message>
    <message>
        <source>Connect to my own server</source>
        <translation>连接到自己的服务器</translation>
    </message>
    <message>
        <source>Closed (%1)</source>
        <translation>已关闭（%1）</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>不受信任</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>已放弃</translation>
    </message>
</context>
<context>
    <name>ClientTabs</name>
    <message>
        <source>Client %1</source>
        <translation>客户端 %1</translation>
    </message>
</context>
<context>
    <name>ClientTrust</name>
    <message>
        <source>The old identity of %1 is forgotten. Connect again to look at the new one.</source>
        <translation>已忘记 %1 的旧身份。请重新连接以查看新身份。</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
</context>
<context>
    <name>CloseCode</name>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>going away</source>
        <translation>端点离开</translation>
    </message>
    <message>
        <source>protocol error</source>
        <translation>协议错误</translation>
    </message>
    <message>
        <source>unsupported data</source>
        <translation>不支持的数据</translation>
    </message>
    <message>
        <source>no status code</source>
        <translation>无状态码</translation>
    </message>
    <message>
        <source>abnormal closure</source>
        <translation>异常关闭</translation>
    </message>
    <message>
        <source>invalid payload</source>
        <translation>载荷无效</translation>
    </message>
    <message>
        <source>policy violation</source>
        <translation>违反策略</translation>
    </message>
    <message>
        <source>message too big</source>
        <translation>消息过大</translation>
    </message>
    <message>
        <source>extension required</source>
        <translation>缺少所需扩展</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>service restart</source>
        <translation>服务重启</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>稍后重试</translation>
    </message>
    <message>
        <source>bad gateway</source>
        <translation>网关错误</translation>
    </message>
    <message>
        <source>TLS handshake failed</source>
        <translation>TLS 握手失败</translation>
    </message>
    <message>
        <source>private use</source>
        <translation>私有用途</translation>
    </message>
    <message>
        <source>registered by an application</source>
        <translation>由应用注册</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>not a valid code</source>
        <translation>无效的关闭码</translation>
    </message>
</context>
<context>
    <name>ClosePopup</name>
    <message>
        <source>Close the connection</source>
        <translation>关闭连接</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>关闭码(&amp;C)</translation>
    </message>
    <message>
        <source>A code of your own, 3000 to 4999</source>
        <translation>自定义关闭码，3000 到 4999</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>C&amp;lose the connection</source>
        <translation>关闭连接(&amp;L)</translation>
    </message>
    <message>
        <source>1000 – normal</source>
        <translation>1000 – 正常</translation>
    </message>
    <message>
        <source>Without a code</source>
        <translation>不带关闭码</translation>
    </message>
    <message>
        <source>A code of your own</source>
        <translation>自定义关闭码</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>%1 bytes; a Close frame holds %2.</source>
        <translation>%1 字节；关闭帧最多容纳 %2 字节。</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>%1 is no log level; there are error, info and debug.</source>
        <translation>%1 不是日志级别；可用的有 error、info 和 debug。</translation>
    </message>
    <message>
        <source>%1 is no time; write seconds as a number like 2 or 0.5.</source>
        <translation>%1 不是时间；请以数字写出秒数，如 2 或 0.5。</translation>
    </message>
    <message>
        <source>%1 is no port; write a number from 0 (any free port) to 65535, or off.</source>
        <translation>%1 不是端口；请写 0（任意空闲端口）到 65535 之间的数字，或 off。</translation>
    </message>
    <message>
        <source>%1 is no origin; write one like https://example.com:8443, or null.</source>
        <translation>%1 不是 Origin；请写成 https://example.com:8443 的形式，或 null。</translation>
    </message>
    <message>
        <source>The header %1 has a line end in it, which no header can have; give each header its own --header.</source>
        <translation>请求头 %1 中有换行，这是不允许的；请为每个请求头单独使用 --header。</translation>
    </message>
    <message>
        <source>The header %1 has control characters in it, which no header can have.</source>
        <translation>请求头 %1 中有控制字符，这是不允许的。</translation>
    </message>
    <message>
        <source>%1 is no header; write one like &apos;Authorization: Bearer 1234&apos;.</source>
        <translation>%1 不是请求头；请写成 &apos;Authorization: Bearer 1234&apos; 的形式。</translation>
    </message>
    <message>
        <source>The header %1 has an option of its own: --subprotocol.</source>
        <translation>请求头 %1 有专门的选项：--subprotocol。</translation>
    </message>
    <message>
        <source>The header %1 has an option of its own: --origin.</source>
        <translation>请求头 %1 有专门的选项：--origin。</translation>
    </message>
    <message>
        <source>The header %1 belongs to the opening handshake and cannot be changed; leave it out.</source>
        <translation>请求头 %1 属于开启握手，不能更改；请去掉它。</translation>
    </message>
    <message>
        <source>%1 is no subprotocol; write one name without spaces and commas, like chat.v2.</source>
        <translation>%1 不是子协议；请写一个不含空格和逗号的名称，如 chat.v2。</translation>
    </message>
    <message>
        <source>The subprotocol %1 is given twice; name each once.</source>
        <translation>子协议 %1 给出了两次；每个只写一次。</translation>
    </message>
    <message>
        <source>%1 is no proxy; write none, system, http://HOST:PORT or socks5://HOST:PORT.</source>
        <translation>%1 不是代理；请写 none、system、http://HOST:PORT 或 socks5://HOST:PORT。</translation>
    </message>
    <message>
        <source>%1 is no host; write a name or an address, without a scheme and a path.</source>
        <translation>%1 不是主机；请写名称或地址，不带协议和路径。</translation>
    </message>
    <message>
        <source>Listen on this address of the machine; may be given several times. 0.0.0.0 and :: mean all. Default: 127.0.0.1 and ::1.</source>
        <translation>在本机的这个地址上监听；可多次给出。0.0.0.0 和 :: 表示全部。默认：127.0.0.1 和 ::1。</translation>
    </message>
    <message>
        <source>The port that greets whoever says a name. 0 picks a free one. Default: 8765.</source>
        <translation>问候服务的端口，向报上名字者致意。0 表示任选空闲端口。默认：8765。</translation>
    </message>
    <message>
        <source>The port that tells the time again and again. Default: 5678.</source>
        <translation>反复报告时间的端口。默认：5678。</translation>
    </message>
    <message>
        <source>The port of the counter that all clients share. Default: 6789.</source>
        <translation>所有客户端共用的计数器的端口。默认：6789。</translation>
    </message>
    <message>
        <source>On addresses open to the network, let pages of this site connect too, like https://example.com; null means pages opened from a file. May be given several times.</source>
        <translation>在对网络开放的地址上，也允许该站点的网页连接，如 https://example.com；null 表示从文件打开的网页。可多次给出。</translation>
    </message>
    <message>
        <source>Answer requests for this name too, besides localhost, this machine&apos;s names and addresses. May be given several times.</source>
        <translation>除 localhost 以及本机的名称和地址外，也应答对这个名称的请求。可多次给出。</translation>
    </message>
    <message>
        <source>Believe the X-Forwarded-For header of a proxy at this address. May be given several times.</source>
        <translation>信任位于该地址的代理发来的 X-Forwarded-For 请求头。可多次给出。</translation>
    </message>
    <message>
        <source>What is logged: error (failures), info (handshakes and closes too) or debug (every message and control frame too). Default: info.</source>
        <translation>日志内容：error（故障）、info（另含握手和关闭）或 debug（另含每条消息和每个控制帧）。默认：info。</translation>
    </message>
    <message>
        <source>Send this header with the opening handshake; may be given several times.</source>
        <translation>在开启握手中发送此请求头；可多次给出。</translation>
    </message>
    <message>
        <source>Offer this subprotocol; may be given several times, the best first.</source>
        <translation>提供此子协议；可多次给出，首选的在前。</translation>
    </message>
    <message>
        <source>Send this Origin, as a page of that site would.</source>
        <translation>发送此 Origin，就像该站点的网页那样。</translation>
    </message>
    <message>
        <source>At the end of the input, listen this much longer before closing. Default: 1.</source>
        <translation>输入结束后，再监听这么多秒才关闭。默认：1。</translation>
    </message>
    <message>
        <source>Read no input; answer each message with itself until the other side closes.</source>
        <translation>不读取输入；将每条消息原样发回，直到对方关闭。</translation>
    </message>
    <message>
        <source>none, system, http://HOST:PORT or socks5://HOST:PORT. Default: none.</source>
        <translation>none、system、http://HOST:PORT 或 socks5://HOST:PORT。默认：none。</translation>
    </message>
    <message>
        <source>Give up when the connection is not open after this time. Default: 10.</source>
        <translation>超过这么多秒仍未连接成功就放弃。默认：10。</translation>
    </message>
    <message>
        <source>Ask this often whether the other side is still there; 0: never. Default: 20.</source>
        <translation>每隔这么多秒询问对方是否还在；0 表示从不。默认：20。</translation>
    </message>
    <message>
        <source>What is logged to standard error: error, info or debug (every frame). Default: error.</source>
        <translation>写到标准错误的日志：error、info 或 debug（每一帧）。默认：error。</translation>
    </message>
    <message>
        <source>Show this text.</source>
        <translation>显示本说明。</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>用法:</translation>
    </message>
    <message>
        <source>See, try and teach WebSockets in a terminal.</source>
        <translation>在终端里观察、试用和讲授 WebSocket。</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>Open the hello, time and counter services to clients.</source>
        <translation>向客户端开放 hello、time 和 counter 服务。</translation>
    </message>
    <message>
        <source>Talk to a WebSocket server, line by line.</source>
        <translation>与 WebSocket 服务器逐行对话。</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Show this text; after a command, that command&apos;s.</source>
        <translation>显示本说明；写在命令之后则显示该命令的说明。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>Opens the services to WebSocket clients and to browsers, until it is stopped with Ctrl+C. Each port has its service; a path like /echo or /broadcast picks another one. The open ports go to standard output, one a line, the log to standard error.</source>
        <translation>向 WebSocket 客户端和浏览器开放各项服务，直到按 Ctrl+C 停止。每个端口有各自的服务；用 /echo 或 /broadcast 这样的路径可选择其他服务。已打开的端口写到标准输出，每行一个；日志写到标准错误。</translation>
    </message>
    <message>
        <source>Connects to the server at URI, like ws://localhost:8765/. Each line of the input is sent as a message and shown after &quot;&gt;&quot;; each message that arrives is shown after &quot;&lt;&quot;. The end of the input (Ctrl+D) closes the connection.</source>
        <translation>连接到 URI 处的服务器，如 ws://localhost:8765/。输入的每一行作为一条消息发送，并显示在“&gt;”之后；收到的每条消息显示在“&lt;”之后。输入结束（Ctrl+D）时关闭连接。</translation>
    </message>
    <message>
        <source>Exit status:</source>
        <translation>退出状态：</translation>
    </message>
    <message>
        <source>The connection was closed in good order.</source>
        <translation>连接正常关闭。</translation>
    </message>
    <message>
        <source>The command line is wrong.</source>
        <translation>命令行有误。</translation>
    </message>
    <message>
        <source>%1 is no option of wslab %2; did you mean %3?</source>
        <translation>%1 不是 wslab %2 的选项；是否想写 %3？</translation>
    </message>
    <message>
        <source>%1 is no option of wslab %2; wslab %2 --help lists them.</source>
        <translation>%1 不是 wslab %2 的选项；wslab %2 --help 会列出全部选项。</translation>
    </message>
    <message>
        <source>The option %1 takes no value; leave out %2.</source>
        <translation>选项 %1 不带值；请去掉 %2。</translation>
    </message>
    <message>
        <source>The option %1 needs a value: %1 %2.</source>
        <translation>选项 %1 需要一个值：%1 %2。</translation>
    </message>
    <message>
        <source>%1 is one word too many; wslab serve takes only options.</source>
        <translation>%1 是多余的；wslab serve 只接受选项。</translation>
    </message>
    <message>
        <source>Every service is off; give at least one of --hello, --time and --counter a port.</source>
        <translation>所有服务都已关闭；请至少为 --hello、--time 和 --counter 之一指定端口。</translation>
    </message>
    <message>
        <source>Port %1 is given to both %2 and %3; give each its own.</source>
        <translation>端口 %1 同时给了 %2 和 %3；请分别指定。</translation>
    </message>
    <message>
        <source>Say what to do: wslab serve, or wslab connect URI; wslab --help tells more.</source>
        <translation>请说明要做什么：wslab serve 或 wslab connect URI；详情见 wslab --help。</translation>
    </message>
    <message>
        <source>An empty word is no file&apos;s name.</source>
        <translation>空字符串不是文件名。</translation>
    </message>
    <message>
        <source>%1 is no SHA-256; write the 64 hexadecimal digits of a certificate&apos;s fingerprint, or of its public key&apos;s.</source>
        <translation>%1 不是 SHA-256；请写出证书指纹或其公钥指纹的 64 位十六进制数字。</translation>
    </message>
    <message>
        <source>%1 is no size; write a number of bytes from 1 to 1073741824.</source>
        <translation>%1 不是大小；请写 1 到 1073741824 之间的字节数。</translation>
    </message>
    <message>
        <source>Speak wss and https, with the certificate and key in this file (PEM or PKCS#12).</source>
        <translation>使用 wss 和 https，证书和密钥取自此文件（PEM 或 PKCS#12）。</translation>
    </message>
    <message>
        <source>The key, where it has a file of its own (PEM).</source>
        <translation>密钥，若它在单独的文件中（PEM）。</translation>
    </message>
    <message>
        <source>Let only clients in that show a certificate of an authority in this file (PEM).</source>
        <translation>只允许出示由此文件（PEM）中颁发机构所签发证书的客户端连接。</translation>
    </message>
    <message>
        <source>Have at most this many connections open, as far as the limit of open files allows (ulimit -n). Default: 5000.</source>
        <translation>最多同时保持这么多连接，前提是打开文件数的上限允许（ulimit -n）。默认：5000。</translation>
    </message>
    <message>
        <source>%1 is no number of connections; write one from 1 to 1000000.</source>
        <translation>%1 不是连接数；请填写 1 到 1000000 的数字。</translation>
    </message>
    <message>
        <source>Take messages of at most this many bytes (hello and counter: 4096 at most). Default: 1048576.</source>
        <translation>接收的消息最多这么多字节（hello 和 counter 最多 4096）。默认：1048576。</translation>
    </message>
    <message>
        <source>Over wss, trust the authorities or the self-signed certificate in this file (PEM) too.</source>
        <translation>使用 wss 时，也信任此文件（PEM）中的颁发机构或自签名证书。</translation>
    </message>
    <message>
        <source>Over wss, trust only this certificate or public key, whoever signed it; may be given several times.</source>
        <translation>使用 wss 时，只信任此证书或公钥，不论由谁签名；可多次给出。</translation>
    </message>
    <message>
        <source>Show the server this certificate, with its key in the same file (PEM or PKCS#12).</source>
        <translation>向服务器出示此证书，密钥在同一文件中（PEM 或 PKCS#12）。</translation>
    </message>
    <message>
        <source>Accept any certificate, this once. Anybody may then be listening.</source>
        <translation>仅此一次，接受任何证书。这样可能有人在窃听。</translation>
    </message>
    <message>
        <source>Take messages of at most this many bytes. Default: 16777216.</source>
        <translation>接收的消息最多这么多字节。默认：16777216。</translation>
    </message>
    <message>
        <source>create: put the files there instead of this user&apos;s own place.</source>
        <translation>create：把文件放在那里，而不是该用户的默认位置。</translation>
    </message>
    <message>
        <source>create: also for this name or address; may be given several times. localhost and this machine&apos;s own are always there.</source>
        <translation>create：也用于这个名称或地址；可多次给出。localhost 和本机自身的名称与地址总是包含在内。</translation>
    </message>
    <message>
        <source>check: the key, where it has a file of its own (PEM).</source>
        <translation>check：密钥，若它在单独的文件中（PEM）。</translation>
    </message>
    <message>
        <source>check: trust the authorities in this file (PEM) besides the system&apos;s.</source>
        <translation>check：除系统的颁发机构外，也信任此文件（PEM）中的。</translation>
    </message>
    <message>
        <source>check: the name or address that clients will type. Default: localhost.</source>
        <translation>check：客户端将输入的名称或地址。默认：localhost。</translation>
    </message>
    <message>
        <source>Make, show or check a certificate for wss.</source>
        <translation>生成、显示或检查用于 wss 的证书。</translation>
    </message>
    <message>
        <source>create makes an authority of this machine and a certificate for localhost and this machine&apos;s names and addresses. show tells what is in a file, or what a wss server shows. check tells what clients would say against a certificate.</source>
        <translation>create 生成本机的颁发机构，以及用于 localhost 和本机名称与地址的证书。show 显示文件的内容，或 wss 服务器所出示的证书。check 说明客户端会对证书提出哪些异议。</translation>
    </message>
    <message>
        <source>Say what to do with the certificate: wslab certificate create, show or check.</source>
        <translation>请说明对证书做什么：wslab certificate create、show 或 check。</translation>
    </message>
    <message>
        <source>%1 is one word too many.</source>
        <translation>%1 是多余的。</translation>
    </message>
    <message>
        <source>Which one? Give wslab certificate %1 a file.</source>
        <translation>哪一个？请给 wslab certificate %1 一个文件。</translation>
    </message>
    <message>
        <source>Open wss servers that are broken on purpose.</source>
        <translation>打开故意出错的 wss 服务器。</translation>
    </message>
    <message>
        <source>The port of the first line; the others follow. Default: 0, which picks free ones.</source>
        <translation>第一行的端口，其余依次递增。默认：0，即选用空闲端口。</translation>
    </message>
    <message>
        <source>Write the certificate of the lab&apos;s authority to this file (PEM), for clients to trust.</source>
        <translation>把实验室颁发机构的证书写入此文件（PEM），供客户端信任。</translation>
    </message>
    <message>
        <source>Also tell what this client, Python, curl and Chromium say to each.</source>
        <translation>同时说明本客户端、Python、curl 和 Chromium 对每一项的反应。</translation>
    </message>
    <message>
        <source>What is logged: error (failures) or info (handshakes and closes too). Default: info.</source>
        <translation>日志内容：error（故障）或 info（另含握手和关闭）。默认：info。</translation>
    </message>
    <message>
        <source>Opens wss servers on this computer that are broken on purpose, each in one way, until it is stopped with Ctrl+C: to see what clients do. A line for each goes to standard output: name, address and what is wrong. Whoever connects all the same gets each message back. Their authority is made anew each time, and its key never leaves the memory.</source>
        <translation>在本机打开故意出错的 wss 服务器，每个错在一处，以便观察客户端的反应，直到按 Ctrl+C 停止。每个服务器在标准输出中占一行：名称、地址和问题所在。仍然连接上来的客户端会收到自己发出的每条消息。颁发机构每次重新生成，其密钥从不离开内存。</translation>
    </message>
    <message>
        <source>%1 is one word too many; wslab lab takes only options.</source>
        <translation>%1 是多余的；wslab lab 只接受选项。</translation>
    </message>
    <message>
        <source>%1 is no port; write a number from 0 (any free port) to 65535.</source>
        <translation>%1 不是端口；请写 0（任意空闲端口）到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>The first line of this file opens the key, where it is encrypted; else it is asked for.</source>
        <translation>密钥若已加密，用此文件的第一行打开；否则会询问口令。</translation>
    </message>
    <message>
        <source>Print every message, control frame and event as one line of JSON, for other programs.</source>
        <translation>把每条消息、控制帧和事件各打印为一行 JSON，供其他程序使用。</translation>
    </message>
    <message>
        <source>Write the same lines into this file, which must not exist yet; the window opens it with File, Open Recording.</source>
        <translation>把同样的行写入此文件，它不能已经存在；窗口用“文件”、“打开记录”可以打开它。</translation>
    </message>
    <message>
        <source>It could not be opened, or it broke, or the recording did.</source>
        <translation>无法打开连接，或者连接或记录中断了。</translation>
    </message>
    <message>
        <source>Connects to the server at URI and tells how far it comes: the name&apos;s addresses, TCP, TLS, the upgrade to a WebSocket, the first frame. Where it stops, it says why and what to try, and shows what the server answered.</source>
        <translation>连接到 URI 处的服务器，并说明能走到哪一步：域名的地址、TCP、TLS、升级为 WebSocket、第一个帧。停在哪里，就说明原因和可以尝试的办法，并显示服务器的回答。</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>It is not, or the check was cancelled.</source>
        <translation>不正常，或检查已取消。</translation>
    </message>
    <message>
        <source>Find out why a connection fails, step by step.</source>
        <translation>逐步查明连接失败的原因。</translation>
    </message>
    <message>
        <source>%1 is no command; there are serve, connect, check, certificate and lab, and wslab --help.</source>
        <translation>%1 不是命令；可用的命令有 serve、connect、check、certificate 和 lab，以及 wslab --help。</translation>
    </message>
    <message>
        <source>There is no address to connect to; write one like wslab %1 ws://localhost:8765/.</source>
        <translation>没有要连接的地址；请写成类似 wslab %1 ws://localhost:8765/ 的形式。</translation>
    </message>
    <message>
        <source>%1 is one word too many; wslab %2 takes one address.</source>
        <translation>%1 是多余的词；wslab %2 只接受一个地址。</translation>
    </message>
    <message>
        <source>After a lost connection try again, up to 10 times, 1 to 30 seconds apart; not after a refusal (4xx, 1008).</source>
        <translation>连接中断后重试，最多 10 次，间隔 1 到 30 秒；被拒绝（4xx、1008）后不重试。</translation>
    </message>
    <message>
        <source>Give the connection up when such a ping is not answered after this time. Default: 20.</source>
        <translation>这样的 ping 超过这么多秒没有应答，就放弃连接。默认：20。</translation>
    </message>
    <message>
        <source>Cut the connection off when the closing handshake takes longer. Default: 5.</source>
        <translation>关闭握手超过这么多秒，就立即断开。默认：5。</translation>
    </message>
</context>
<context>
    <name>ComposePanel</name>
    <message>
        <source>Message to send</source>
        <translation>要发送的消息</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>消息类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Saved messages</source>
        <translation>已保存的消息</translation>
    </message>
    <message>
        <source>Send the message (Ctrl+Enter)</source>
        <translation>发送消息（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>&amp;Ping</source>
        <translation>Ping(&amp;P)</translation>
    </message>
    <message>
        <source>Send a ping and measure the round trip</source>
        <translation>发送 ping 并测量往返时间</translation>
    </message>
    <message>
        <source>Close with a code and a reason</source>
        <translation>附带关闭码和原因关闭</translation>
    </message>
    <message>
        <source>Lay out the JSON with a line for each value</source>
        <translation>重新排版 JSON，每个值一行</translation>
    </message>
    <message>
        <source>Send &amp;repeatedly</source>
        <translation>重复发送(&amp;R)</translation>
    </message>
    <message>
        <source>Ping with the message as payload</source>
        <translation>以消息作为载荷发送 ping</translation>
    </message>
    <message>
        <source>A ping holds at most %1 bytes; this message has %L2.</source>
        <translation>ping 最多容纳 %1 字节；这条消息有 %L2 字节。</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Good JSON.</source>
        <translation>JSON 正确。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Sen&amp;d</source>
        <translation>发送(&amp;D)</translation>
    </message>
    <message>
        <source>C&amp;lose…</source>
        <translation>关闭(&amp;L)…</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>格式化(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message (Ctrl+Enter sends)</source>
        <translation>消息（Ctrl+Enter 发送）</translation>
    </message>
    <message>
        <source>Bytes, like 48 65 6c 6c 6f (Ctrl+Enter sends)</source>
        <translation>字节，如 48 65 6c 6c 6f（Ctrl+Enter 发送）</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>JSON, like {&quot;action&quot;: &quot;plus&quot;} (Ctrl+Enter sends)</source>
        <translation>JSON，例如 {&quot;action&quot;: &quot;plus&quot;}（Ctrl+Enter 发送）</translation>
    </message>
    <message>
        <source>Nothing was pasted: it has %L1 characters, and %L2 fit in here. Save it in a file, and send that.</source>
        <translation>没有粘贴：内容有 %L1 个字符，此处最多 %L2 个。请存为文件后发送。</translation>
    </message>
</context>
<context>
    <name>ConnectCommand</name>
    <message>
        <source>Line %1 of the input is not sent: it is not text in UTF-8.</source>
        <translation>输入的第 %1 行未发送：它不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Standard output cannot be written: %1.</source>
        <translation>无法写入标准输出：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) were not sent in all.</source>
        <translation>
            <numerusform>共有 %n 条消息未发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not checked: anybody may be listening, or answering in its place.</source>
        <translation>未检查服务器的证书：可能有人在窃听，或冒充服务器应答。</translation>
    </message>
    <message>
        <source>Trying again in %1 s, attempt %2 of %3.</source>
        <translation>%1 秒后重试，第 %2 次，共 %3 次。</translation>
    </message>
    <message>
        <source>Line %1 of the input is not sent: keys like the arrows have left escape sequences in it. Type it anew; Backspace corrects.</source>
        <translation>输入的第 %1 行未发送：方向键之类的按键在其中留下了转义序列。请重新输入；可用退格键修改。</translation>
    </message>
</context>
<context>
    <name>ConnectPanel</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Address to connect to</source>
        <translation>要连接的地址</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation>正在关闭…</translation>
    </message>
    <message>
        <source>subprotocol %1</source>
        <translation>子协议 %1</translation>
    </message>
    <message>
        <source>round trip %1 ms</source>
        <translation>往返 %1 毫秒</translation>
    </message>
    <message>
        <source>Headers, subprotocols, origin, trust, proxy, keep-alive, limits</source>
        <translation>请求头、子协议、Origin、信任、代理、保活、限制</translation>
    </message>
    <message>
        <source>Ce&amp;rtificate…</source>
        <translation>证书(&amp;R)…</translation>
    </message>
    <message>
        <source>Show the certificate of the server</source>
        <translation>查看服务器的证书</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>C&amp;onnect</source>
        <translation>连接(&amp;O)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>Disc&amp;onnect</source>
        <translation>断开(&amp;O)</translation>
    </message>
    <message>
        <source>Cut &amp;off</source>
        <translation>立即断开(&amp;O)</translation>
    </message>
</context>
<context>
    <name>ConnectionCheck</name>
    <message>
        <source>a text of %1</source>
        <translation>文本，%1</translation>
    </message>
    <message>
        <source>binary, %1</source>
        <translation>二进制，%1</translation>
    </message>
    <message>
        <source>a ping</source>
        <translation>一个 ping</translation>
    </message>
    <message>
        <source>the pong to our ping</source>
        <translation>对我方 ping 的 pong</translation>
    </message>
    <message>
        <source>not used with ws</source>
        <translation>ws 不使用</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
    <message>
        <source>the proxy looks it up</source>
        <translation>由代理查询</translation>
    </message>
    <message>
        <source>not needed, this is an address</source>
        <translation>不需要，这已是地址</translation>
    </message>
    <message>
        <source>All is well: the WebSocket opens, and frames go both ways.</source>
        <translation>一切正常：WebSocket 能打开，帧能双向传送。</translation>
    </message>
    <message>
        <source>All is well: the WebSocket opens and frames come; then the server closes it in good order.</source>
        <translation>一切正常：WebSocket 能打开，也能收到帧；随后服务器正常关闭了它。</translation>
    </message>
    <message>
        <source>%1 opened the WebSocket and then dropped it without a Close frame: %2. The server may have failed, or something in between does not carry WebSockets.</source>
        <translation>%1 打开了 WebSocket，随后没有发送 Close 帧就断开了：%2。可能是服务器出错，或者中间的程序不支持 WebSocket。</translation>
    </message>
    <message>
        <source>%1 opened the WebSocket and closed it at once with %2. In most cases it misses a token, a cookie, a subprotocol or another Origin.</source>
        <translation>%1 打开了 WebSocket，随即以 %2 关闭。多数情况下是缺少令牌、Cookie、子协议，或需要另一个 Origin。</translation>
    </message>
    <message>
        <source>%1 opened the WebSocket and closed it at once with %2. Its log may say why.</source>
        <translation>%1 打开了 WebSocket，随即以 %2 关闭。它的日志可能说明原因。</translation>
    </message>
    <message>
        <source>It stops at the step “%1”.</source>
        <translation>停在“%1”这一步。</translation>
    </message>
    <message>
        <source>%1 opened the WebSocket, but this side had to close it with %2. The server needs mending.</source>
        <translation>%1 打开了 WebSocket，但本端不得不关闭它：%2。需要修正的是服务器。</translation>
    </message>
</context>
<context>
    <name>ConnectionCheckDialog</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>Check of the connection</source>
        <translation>连接检查</translation>
    </message>
    <message>
        <source>What the server &amp;answered</source>
        <translation>服务器的回答(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>复制为文本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>再次检查(&amp;G)</translation>
    </message>
</context>
<context>
    <name>ConnectionModel</name>
    <message>
        <source>%1 · %2</source>
        <comment>number of messages, number of bytes</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>#</source>
        <comment>column: connection number</comment>
        <translation>#</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>In</source>
        <translation>收</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message>
        <source>Name</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>第一个帧</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Connection check of %1</source>
        <translation>%1 的连接检查</translation>
    </message>
    <message>
        <source>What the server answered:</source>
        <translation>服务器的回答：</translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>减一</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>加一</translation>
    </message>
    <message>
        <source>Back to the first value</source>
        <translation>恢复初始值</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>The server is stopped</source>
        <translation>服务器已停止</translation>
    </message>
    <message>
        <source>1 user online</source>
        <translation>1 人在线</translation>
    </message>
    <message>
        <source>%1 users online</source>
        <translation>%1 人在线</translation>
    </message>
</context>
<context>
    <name>CounterProtocol</name>
    <message>
        <source>The message is not JSON: %1.</source>
        <translation>消息不是 JSON：%1。</translation>
    </message>
    <message>
        <source>The message is JSON, but not an object like {&quot;action&quot;: &quot;plus&quot;}.</source>
        <translation>消息是 JSON，但不是形如 {&quot;action&quot;: &quot;plus&quot;} 的对象。</translation>
    </message>
    <message>
        <source>The message has no &quot;action&quot;; it can be &quot;plus&quot; or &quot;minus&quot;.</source>
        <translation>消息中没有 &quot;action&quot;；它可以是 &quot;plus&quot; 或 &quot;minus&quot;。</translation>
    </message>
    <message>
        <source>The &quot;action&quot; is not a string; it can be &quot;plus&quot; or &quot;minus&quot;.</source>
        <translation>&quot;action&quot; 不是字符串；它可以是 &quot;plus&quot; 或 &quot;minus&quot;。</translation>
    </message>
    <message>
        <source>The action &quot;%1&quot; is not known; it can be &quot;plus&quot; or &quot;minus&quot;.</source>
        <translation>未知的动作“%1”；它可以是 &quot;plus&quot; 或 &quot;minus&quot;。</translation>
    </message>
</context>
<context>
    <name>CounterService</name>
    <message>
        <source>The counter is at its limit.</source>
        <translation>计数器已到极限。</translation>
    </message>
</context>
<context>
    <name>DisconnectDialog</name>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Sends a Close frame to %1.</source>
        <translation>向 %1 发送关闭帧。</translation>
    </message>
    <message>
        <source>1000 – normal</source>
        <translation>1000 – 正常</translation>
    </message>
    <message>
        <source>1001 – going away</source>
        <translation>1001 – 端点离开</translation>
    </message>
    <message>
        <source>1008 – policy violation</source>
        <translation>1008 – 违反策略</translation>
    </message>
    <message>
        <source>A code of your own</source>
        <translation>自定义关闭码</translation>
    </message>
    <message>
        <source>Optional, at most 123 bytes</source>
        <translation>可选，最多 123 字节</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>关闭码(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开(&amp;D)</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>(binary, %1)</source>
        <translation>（二进制，%1）</translation>
    </message>
    <message numerus="yes">
        <source>… (%n frame(s))</source>
        <translation>
            <numerusform>……（共 %n 帧）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryStream</name>
    <message>
        <source>%1 exists already and is not overwritten; name another file for the recording, or remove that one.</source>
        <translation>%1 已经存在，不会被覆盖；请为记录另取文件名，或者删除那个文件。</translation>
    </message>
    <message>
        <source>The recording %1 cannot be begun: %2.</source>
        <translation>无法开始记录到 %1：%2。</translation>
    </message>
    <message>
        <source>Standard output cannot be written: %1.</source>
        <translation>无法写入标准输出：%1。</translation>
    </message>
    <message>
        <source>The recording %1 cannot be written: %2. What came before is in it, whole.</source>
        <translation>无法写入记录 %1：%2。此前的内容完整地保存在其中。</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Authority&apos;s certificate (PEM)…</source>
        <translation>签发机构的证书（PEM）(&amp;A)…</translation>
    </message>
    <message>
        <source>Authority&apos;s certificate for &amp;phones (DER)…</source>
        <translation>供手机使用的签发机构证书（DER）(&amp;P)…</translation>
    </message>
    <message>
        <source>Server&apos;s certificate with its &amp;key (PEM)…</source>
        <translation>服务器证书及其密钥（PEM）(&amp;K)…</translation>
    </message>
    <message>
        <source>Server&apos;s certificate with its key, &amp;encrypted (PKCS#12)…</source>
        <translation>服务器证书及其密钥，加密（PKCS#12）(&amp;E)…</translation>
    </message>
    <message>
        <source>Save the authority&apos;s certificate</source>
        <translation>保存签发机构的证书</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.cer *.der)</source>
        <translation>证书 (*.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Save the server&apos;s certificate with its key</source>
        <translation>保存服务器证书及其密钥</translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation>证书 (*.pem)</translation>
    </message>
    <message>
        <source>The key is encrypted with this passphrase. Whoever uses the file is asked for it.</source>
        <translation>密钥将用此口令加密。使用该文件的人需要输入它。</translation>
    </message>
    <message>
        <source>Certificates (*.p12 *.pfx)</source>
        <translation>证书 (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>%1 is written, and only you can read it. With it anybody could pass for this server: do not give it away.</source>
        <translation>已写入 %1，只有您能读取。任何人有了它都可以冒充此服务器：请勿外传。</translation>
    </message>
    <message>
        <source>%1 is written. It holds no key: give it to everybody who is to trust this server.</source>
        <translation>已写入 %1。其中没有密钥：可以交给所有应信任此服务器的人。</translation>
    </message>
</context>
<context>
    <name>FileMessage</name>
    <message>
        <source>%1 has %2; a message holds %3 at most.</source>
        <translation>%1 有 %2；一条消息最多容纳 %3。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is no text in UTF-8; send it as binary.</source>
        <translation>%1 不是 UTF-8 文本；请作为二进制发送。</translation>
    </message>
    <message>
        <source>There is no file %1 any more.</source>
        <translation>文件 %1 已不存在。</translation>
    </message>
    <message>
        <source>%1 is no ordinary file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>How the file is sent</source>
        <translation>文件的发送方式</translation>
    </message>
    <message>
        <source>as binary</source>
        <translation>作为二进制</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>作为文本</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>or drop one here</source>
        <translation>或将文件拖到这里</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the whole message</source>
        <translation>在整条消息中查找</translation>
    </message>
    <message>
        <source>Previous (Shift+Enter)</source>
        <translation>上一个（Shift+Enter）</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一个（Enter）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Stop finding (Esc)</source>
        <translation>结束查找（Esc）</translation>
    </message>
    <message>
        <source>Stop finding</source>
        <translation>结束查找</translation>
    </message>
</context>
<context>
    <name>FrameDiagram</name>
    <message>
        <source>The frame&apos;s bits as a diagram</source>
        <translation>帧的各个位（示意图）</translation>
    </message>
    <message>
        <source>The table below says the same in words.</source>
        <translation>下面的表格用文字说明同样的内容。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more byte(s) of the payload</source>
        <translation>
            <numerusform>……载荷还有 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (continued)</source>
        <translation>%1（续）</translation>
    </message>
</context>
<context>
    <name>FrameExplanation</name>
    <message>
        <source>The frame goes on with the message that an earlier frame began.</source>
        <translation>本帧接续之前某一帧开始的消息。</translation>
    </message>
    <message>
        <source>A message of text begins; it is in UTF-8.</source>
        <translation>一条文本消息由此开始，采用 UTF-8 编码。</translation>
    </message>
    <message>
        <source>A message of bytes begins.</source>
        <translation>一条二进制消息由此开始。</translation>
    </message>
    <message>
        <source>A closing handshake begins, or is answered.</source>
        <translation>发起关闭握手，或对其作出应答。</translation>
    </message>
    <message>
        <source>The other side is to answer with a pong that has the same payload.</source>
        <translation>对方应以带有相同载荷的 pong 作答。</translation>
    </message>
    <message>
        <source>A ping is answered, with its payload.</source>
        <translation>应答一个 ping，并带回其载荷。</translation>
    </message>
    <message>
        <source>Control frames are always whole.</source>
        <translation>控制帧总是完整的，不能分片。</translation>
    </message>
    <message>
        <source>The message ends with this frame.</source>
        <translation>消息到本帧结束。</translation>
    </message>
    <message>
        <source>More frames of this message follow.</source>
        <translation>这条消息后面还有更多帧。</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <extracomment>a frame: its number, its opcode like &quot;continuation&quot;, its payload like &quot;5 B&quot;</extracomment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>not the last</source>
        <translation>不是最后一帧</translation>
    </message>
    <message>
        <source>Reserved for extensions, of which none was agreed on.</source>
        <translation>留给扩展使用；双方没有约定任何扩展。</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>有掩码</translation>
    </message>
    <message>
        <source>not masked</source>
        <translation>无掩码</translation>
    </message>
    <message>
        <source>Clients mask what they send, so that nothing on the way takes it for HTTP.</source>
        <translation>客户端发送的内容要加掩码，以免途中的设备把它当作 HTTP。</translation>
    </message>
    <message>
        <source>Servers do not mask what they send.</source>
        <translation>服务器发送的内容不加掩码。</translation>
    </message>
    <message>
        <source>The payload&apos;s length in bytes; up to 125 fit here.</source>
        <translation>载荷的字节数；不超过 125 时直接写在这里。</translation>
    </message>
    <message>
        <source>126 stands for: the length follows in 16 bits.</source>
        <translation>126 表示：长度写在随后的 16 位中。</translation>
    </message>
    <message>
        <source>127 stands for: the length follows in 64 bits.</source>
        <translation>127 表示：长度写在随后的 64 位中。</translation>
    </message>
    <message>
        <source>The payload&apos;s length in bytes.</source>
        <translation>载荷的字节数。</translation>
    </message>
    <message>
        <source>Chosen at random for this frame alone; each byte of the payload is combined with one of its bytes by XOR.</source>
        <translation>为本帧单独随机选取；载荷的每个字节与其中一个字节做异或。</translation>
    </message>
    <message>
        <source>The payload as it goes over the wire: masked.</source>
        <translation>线路上传输的载荷：已加掩码。</translation>
    </message>
    <message>
        <source>XOR the key</source>
        <translation>与密钥异或</translation>
    </message>
    <message>
        <source>The key is repeated as often as it takes.</source>
        <translation>密钥按需要重复使用。</translation>
    </message>
    <message>
        <source>= the payload</source>
        <translation>= 载荷</translation>
    </message>
    <message>
        <source>Status code</source>
        <translation>状态码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>RFC 6455 gives it no meaning: no frame may have it.</source>
        <translation>RFC 6455 没有给它定义含义：任何帧都不能使用它。</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已置位</translation>
    </message>
</context>
<context>
    <name>FrameSocket</name>
    <message>
        <source>The network lost the other side.</source>
        <translation>网络中断，与对方失去联系。</translation>
    </message>
    <message>
        <source>The other side ended the connection without a Close frame.</source>
        <translation>对方未发送关闭帧就断开了连接。</translation>
    </message>
    <message numerus="yes">
        <source>The other side reads too slowly: more than %n byte(s) are waiting for it.</source>
        <translation>
            <numerusform>对方读取太慢：等待它接收的数据已超过 %n 字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>The other side did not answer our Close frame in time.</source>
        <translation>对方没有及时应答我们的关闭帧。</translation>
    </message>
    <message>
        <source>TLS failed in the middle: what arrived was changed on its way.</source>
        <translation>TLS 中途出错：收到的数据在途中被改动。</translation>
    </message>
    <message>
        <source>The other side broke the rules of RFC 6455: %1.</source>
        <translation>对方违反了 RFC 6455 的规则：%1。</translation>
    </message>
    <message>
        <source>A message came that is larger than allowed here: %1.</source>
        <translation>收到的消息超过了这里允许的大小：%1。</translation>
    </message>
    <message>
        <source>The connection was given up: %1.</source>
        <translation>连接已被放弃：%1。</translation>
    </message>
</context>
<context>
    <name>FrameView</name>
    <message>
        <source>The frame&apos;s fields</source>
        <translation>帧的字段</translation>
    </message>
    <message>
        <source>Byte</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>线路上</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>&amp;Frame:</source>
        <translation>帧(&amp;F)：</translation>
    </message>
    <message numerus="yes">
        <source>The message came in %n frame(s); the log kept the headers of the first ones.</source>
        <translation>
            <numerusform>消息共有 %n 帧；日志只保留了最前面若干帧的帧头。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message came in %n frame(s).</source>
        <translation>
            <numerusform>消息共有 %n 帧。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandshakeExplanation</name>
    <message>
        <source>The server&apos;s name and port, as the address has them.</source>
        <translation>服务器的名称和端口，与地址中的一致。</translation>
    </message>
    <message>
        <source>The protocol to change to: from HTTP to WebSocket.</source>
        <translation>要切换到的协议：从 HTTP 到 WebSocket。</translation>
    </message>
    <message>
        <source>&quot;Upgrade&quot; is meant for the next one on the way; so each proxy must take part.</source>
        <translation>“Upgrade”只对途中的下一站有效，所以每个代理都必须参与。</translation>
    </message>
    <message>
        <source>16 random bytes in base64, other ones each time. No secret: the answer proves that the server knows WebSockets and that no cache answered.</source>
        <translation>16 个随机字节的 base64 编码，每次都不同。它不是秘密：应答证明服务器懂得 WebSocket，而不是某个缓存在作答。</translation>
    </message>
    <message>
        <source>The protocol&apos;s version: 13 is RFC 6455.</source>
        <translation>协议版本：13 即 RFC 6455。</translation>
    </message>
    <message>
        <source>Subprotocols: what the messages mean. The client offers some, the server chooses one.</source>
        <translation>子协议：消息的含义。客户端提供若干个，服务器选择其一。</translation>
    </message>
    <message>
        <source>Extensions such as compression, which the client offers and the server may accept.</source>
        <translation>压缩之类的扩展，由客户端提出，服务器可以接受。</translation>
    </message>
    <message>
        <source>Calculated from the client&apos;s key, as is shown below.</source>
        <translation>由客户端的密钥算出，过程见下方。</translation>
    </message>
    <message>
        <source>The page that asks. Browsers always say it, so that a server can refuse foreign pages.</source>
        <translation>发出请求的网页。浏览器总会注明，以便服务器拒绝外来网页。</translation>
    </message>
    <message>
        <source>The program that asks.</source>
        <translation>发出请求的程序。</translation>
    </message>
    <message>
        <source>The program that answers.</source>
        <translation>作出应答的程序。</translation>
    </message>
    <message>
        <source>When the server answered.</source>
        <translation>服务器应答的时间。</translation>
    </message>
    <message>
        <source>What the server asked the browser to remember; not kept in the log.</source>
        <translation>服务器请浏览器记住的内容；不保留在日志中。</translation>
    </message>
    <message>
        <source>What the browser is to remember; not kept in the log.</source>
        <translation>要浏览器记住的内容；不保留在日志中。</translation>
    </message>
    <message>
        <source>Who asks, with a password or a token; not kept in the log.</source>
        <translation>请求者的身份，含密码或令牌；不保留在日志中。</translation>
    </message>
    <message>
        <source>A password for a proxy on the way; not kept in the log.</source>
        <translation>给途中代理的密码；不保留在日志中。</translation>
    </message>
    <message>
        <source>Whether caches on the way may keep the answer.</source>
        <translation>途中的缓存是否可以保存应答。</translation>
    </message>
    <message>
        <source>The same for very old caches.</source>
        <translation>同上，用于非常旧的缓存。</translation>
    </message>
    <message>
        <source>For ordinary pages; of no use here.</source>
        <translation>用于普通网页；在这里没有作用。</translation>
    </message>
    <message>
        <source>The languages that the user reads.</source>
        <translation>用户阅读的语言。</translation>
    </message>
    <message>
        <source>A proxy&apos;s word for whom it asks.</source>
        <translation>代理声称它代谁发出请求。</translation>
    </message>
    <message>
        <source>Where to ask instead.</source>
        <translation>应改向何处请求。</translation>
    </message>
    <message>
        <source>How many bytes of text follow.</source>
        <translation>后面有多少字节的正文。</translation>
    </message>
    <message>
        <source>What kind of text follows.</source>
        <translation>后面正文的类型。</translation>
    </message>
    <message>
        <source>An ordinary HTTP request: a WebSocket begins as one, so that both can share a port.</source>
        <translation>一个普通的 HTTP 请求：WebSocket 由此开始，因此两者可以共用一个端口。</translation>
    </message>
    <message>
        <source>The server agrees: after the empty line both sides speak in frames.</source>
        <translation>服务器同意：空行之后双方都以帧通信。</translation>
    </message>
    <message>
        <source>The server refuses, with an HTTP status; no WebSocket comes about.</source>
        <translation>服务器以 HTTP 状态码拒绝；不会建立 WebSocket。</translation>
    </message>
    <message>
        <source>An empty line ends the head.</source>
        <translation>空行表示头部结束。</translation>
    </message>
    <message>
        <source>1. The key of the request.</source>
        <translation>1. 请求中的密钥。</translation>
    </message>
    <message>
        <source>2. Behind it, the same letters for all servers in the world: %1.</source>
        <translation>2. 后面接上全世界所有服务器都相同的字符串：%1。</translation>
    </message>
    <message>
        <source>3. Of that the SHA-1 hash: 20 bytes.</source>
        <translation>3. 对其求 SHA-1 散列：20 个字节。</translation>
    </message>
    <message>
        <source>4. The hash in base64: this must be Sec-WebSocket-Accept.</source>
        <translation>4. 散列的 base64 编码：它必须等于 Sec-WebSocket-Accept。</translation>
    </message>
    <message>
        <source>✓ The response says the same.</source>
        <translation>✓ 响应中的值与之相同。</translation>
    </message>
    <message>
        <source>✗ The response says something else.</source>
        <translation>✗ 响应中的值与之不同。</translation>
    </message>
</context>
<context>
    <name>HandshakeFields</name>
    <message>
        <source>The cookie “%1” cannot be sent; write cookies like name=value; other=value.</source>
        <translation>无法发送 Cookie“%1”；请写成 name=value; other=value 的形式。</translation>
    </message>
    <message>
        <source>The user&apos;s name is missing; fill it in, or do not sign in.</source>
        <translation>缺少用户名；请填写，或选择不登录。</translation>
    </message>
    <message>
        <source>A user&apos;s name cannot have colons, and neither it nor the password line breaks.</source>
        <translation>用户名不能含有冒号，用户名和密码都不能含有换行。</translation>
    </message>
    <message>
        <source>The token is missing; fill it in, or do not sign in.</source>
        <translation>缺少令牌；请填写，或选择不登录。</translation>
    </message>
    <message>
        <source>A token cannot have blanks or line breaks; leave out the word Bearer, too.</source>
        <translation>令牌不能含有空格或换行；也不要写 Bearer 一词。</translation>
    </message>
    <message>
        <source>The header “%1” cannot be sent; write one to a line, like Name: value.</source>
        <translation>无法发送请求头“%1”；请每行写一个，形如 Name: value。</translation>
    </message>
    <message>
        <source>There are cookies among the headers, too; write all of them in one place.</source>
        <translation>头中也有 Cookie；请把它们写在一处。</translation>
    </message>
    <message>
        <source>There is an Authorization among the headers, too; leave out one of the two.</source>
        <translation>头中也有 Authorization；请去掉其中一个。</translation>
    </message>
</context>
<context>
    <name>HandshakeView</name>
    <message>
        <source>How Sec-WebSocket-Accept follows from Sec-WebSocket-Key</source>
        <translation>Sec-WebSocket-Accept 如何由 Sec-WebSocket-Key 得出</translation>
    </message>
    <message>
        <source>The lines of the handshake</source>
        <translation>握手的各行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>What a WebSocket is</source>
        <translation>什么是 WebSocket</translation>
    </message>
    <message>
        <source>A page asks and a server answers: that is HTTP. A WebSocket begins as such a request and then stays open, so that both sides can send messages whenever they like.</source>
        <translation>网页提问，服务器回答，这就是 HTTP。WebSocket 以这样一个请求开始，之后保持打开，双方随时都可以发送消息。</translation>
    </message>
    <message>
        <source>Try it in one minute</source>
        <translation>一分钟上手</translation>
    </message>
    <message>
        <source>Press Start on the Server tab. Open the counter&apos;s page in two browser windows, or press “Connect to my own server” in a client. Press plus in one: everybody sees the new value, and the log shows each message, sent (↑) and received (↓).</source>
        <translation>在“服务器”标签页按“启动”。在两个浏览器窗口中打开计数器的网页，或在客户端中按“连接到自己的服务器”。在其中一处按加号：大家都会看到新值，日志会显示每条发送（↑）和接收（↓）的消息。</translation>
    </message>
    <message>
        <source>The services</source>
        <translation>各项服务</translation>
    </message>
    <message>
        <source>Takes a name as the first message, answers with a greeting and closes.</source>
        <translation>把第一条消息当作名字，回以问候，然后关闭。</translation>
    </message>
    <message>
        <source>Sends the time, again and again after a pause of random length.</source>
        <translation>反复发送时间，每次间隔长短随机。</translation>
    </message>
    <message>
        <source>One number for everybody. Clients send {&quot;action&quot;: &quot;plus&quot;} or {&quot;action&quot;: &quot;minus&quot;}.</source>
        <translation>大家共用的一个数。客户端发送 {&quot;action&quot;: &quot;plus&quot;} 或 {&quot;action&quot;: &quot;minus&quot;}。</translation>
    </message>
    <message>
        <source>Sends each message back as it came.</source>
        <translation>将每条消息原样发回。</translation>
    </message>
    <message>
        <source>Sends each text to everybody who is connected to it.</source>
        <translation>将每条文本发送给连接到它的所有人。</translation>
    </message>
    <message>
        <source>Each ticked service has a port of its own. All five are also reached by name on every port: ws://127.0.0.1:8765/echo. The same address with http instead of ws is the service&apos;s page.</source>
        <translation>每项勾选的服务都有自己的端口。在任何一个端口上，五项服务也都可以通过名称访问：ws://127.0.0.1:8765/echo。把地址中的 ws 换成 http，就是该服务的网页。</translation>
    </message>
    <message>
        <source>Who can connect</source>
        <translation>谁可以连接</translation>
    </message>
    <message>
        <source>“This computer only” lets programs and pages on this computer connect. “The whole network” lets other computers in, too; then pages from other sites need their origin in the settings.</source>
        <translation>“仅本机”允许本机上的程序和网页连接。“整个网络”也允许其他计算机连接；此时，来自其他站点的网页需要在设置中加入其来源（Origin）。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Start the server</source>
        <translation>启动服务器</translation>
    </message>
    <message>
        <source>Stop the server</source>
        <translation>停止服务器</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户端</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Message field</source>
        <translation>消息输入框</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>Connect or disconnect</source>
        <translation>连接或断开</translation>
    </message>
    <message>
        <source>Send a ping</source>
        <translation>发送 ping</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Follow the log again</source>
        <translation>重新跟随日志</translation>
    </message>
    <message>
        <source>Two panes side by side</source>
        <translation>两栏并排</translation>
    </message>
    <message>
        <source>Move the tab to the other side</source>
        <translation>把标签页移到另一侧</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Rename the tab</source>
        <translation>重命名标签页</translation>
    </message>
    <message>
        <source>Larger text, for a projector</source>
        <translation>放大文字，用于投影</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>在终端中</translation>
    </message>
    <message>
        <source>What can be wrong with wss</source>
        <translation>wss 会出哪些问题</translation>
    </message>
    <message>
        <source>Help → Certificate Lab opens servers on this computer that are broken on purpose: expired, made for another name, signed by nobody, too old. The list says what this client, Python, curl and Chromium make of each; “Try in a client tab” shows it. Whoever shall judge them by their own faults must trust the lab&apos;s authority, which can be saved as a file; its key is gone as soon as the lab stops.</source>
        <translation>“帮助 → 证书实验室”在本机打开故意出错的服务器：已过期、名称不符、无人签发、过于陈旧。列表说明本客户端、Python、curl 和 Chromium 对每一个的反应；“在客户端标签页中试试”可以亲眼看到。要让别的客户端只看到各自的问题，须让它信任实验室的颁发机构，其证书可存为文件；实验室一停止，其密钥就不复存在。</translation>
    </message>
    <message>
        <source>Secure connections</source>
        <translation>安全连接</translation>
    </message>
    <message>
        <source>Trust for others</source>
        <translation>让他人信任</translation>
    </message>
    <message>
        <source>With “Secure (wss)” the server shows a certificate that this computer made for itself, so others do not know it yet. “Trust for others…” in the Certificate menu has lines for programs, and a QR code for phones. The code leads to the page /trust, over plain http on any port of the server: there are the certificate of this computer&apos;s authority and each system&apos;s steps to install and to remove it.</source>
        <translation>启用“安全 (wss)”后，服务器出示的是本机自己签发的证书，其他人还不认识它。“证书”菜单中的“让他人信任…”提供供程序使用的代码和供手机扫描的二维码。二维码指向服务器任一端口上的 /trust 页面（普通 http）：那里有本机签发机构的证书，以及各系统的安装和移除步骤。</translation>
    </message>
    <message>
        <source>“Certificates for students…” makes a file for each student whose client is to show who it is.</source>
        <translation>“学生证书…”为每位学生生成一个文件，供其客户端表明身份。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Click on a row of the log to see the whole message: as text, as JSON with a line for each value, or byte by byte. The arrows beside JSON fold what is not wanted. The copy button has the message, its bytes, its row, and a command for a terminal that sends it again.</source>
        <translation>点击日志中的一行即可查看整条消息：文本、每个值一行的 JSON，或逐字节显示。JSON 旁的箭头可以折叠不需要的部分。复制按钮可以复制消息、它的字节、它所在的行，以及能再次发送它的终端命令。</translation>
    </message>
    <message>
        <source>Find in the whole message</source>
        <translation>在整条消息中查找</translation>
    </message>
    <message>
        <source>When a connection fails</source>
        <translation>连接失败时</translation>
    </message>
    <message>
        <source>“Check the connection” (F7) tries the client&apos;s address step by step: the name, TCP, TLS, the upgrade to a WebSocket, the first frame. It says where it stops and what to try, and shows what the server answered; “Copy as text” is for whoever looks after the server.</source>
        <translation>“检查连接”（F7）逐步尝试客户端的地址：域名、TCP、TLS、升级为 WebSocket、第一个帧。它说明停在哪里、可以怎么办，并显示服务器的回答；“复制为文本”是给管理服务器的人看的。</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>检查连接</translation>
    </message>
    <message>
        <source>“wslab serve” runs the same server without a window, and “wslab connect ws://…” is a client for the keyboard and for scripts. “wslab check ws://…” finds out why a connection fails. “wslab lab” is the certificate lab.</source>
        <translation>“wslab serve” 不用窗口即可运行同样的服务器，“wslab connect ws://…” 是供键盘和脚本使用的客户端，“wslab check ws://…” 查明连接失败的原因，“wslab lab” 是证书实验室。</translation>
    </message>
    <message>
        <source>Exports and recordings</source>
        <translation>导出与记录</translation>
    </message>
    <message>
        <source>The arrow above a log exports the selected rows, those that the filter shows, or everything: as a recording that File → Open Recording shows again, as a table, as text, or as an HTTP Archive that browsers&apos; tools read. “Record to a File…” writes everything that comes from then on, until it is stopped; a red dot says so. The values of Authorization, Proxy-Authorization, Cookie and Set-Cookie are masked in every file; messages are what they are.</source>
        <translation>日志上方的箭头可以导出选中的行、筛选后显示的行或全部内容：导出为可用“文件 → 打开记录”重新查看的记录、表格、文本，或浏览器工具可读的 HTTP Archive。“记录到文件…”会把此后到来的一切写入文件，直到停止；红点表示正在记录。每个文件中 Authorization、Proxy-Authorization、Cookie 和 Set-Cookie 的值都会被遮盖；消息本身保持原样。</translation>
    </message>
    <message>
        <source>Close the tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Record to a file, or stop that</source>
        <translation>记录到文件，或停止记录</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Write a message as text, as JSON that is checked as you type, as bytes, or choose a file. Up and Down walk through what was sent. The menu beside Send repeats a message; the bookmark keeps messages under names, and Ctrl+1 to Ctrl+9 bring them back.</source>
        <translation>消息可以写成文本、边输入边检查的 JSON 或字节，也可以选择文件。上下方向键可浏览已发送的内容。“发送”旁的菜单可以重复发送；书签按钮以名称保存消息，Ctrl+1 到 Ctrl+9 可将其取回。</translation>
    </message>
    <message>
        <source>A saved message, to be sent with Ctrl+Return</source>
        <translation>取回已保存的消息，用 Ctrl+Return 发送</translation>
    </message>
    <message>
        <source>The log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The filter shows the rows for which all of its terms hold, looking at whole messages. A minus before a term means: it does not hold.</source>
        <translation>筛选器显示满足其中全部条件的行，并检查整条消息。条件前的减号表示：不满足该条件。</translation>
    </message>
    <message>
        <source>is somewhere in the message; “two words” go in quotes</source>
        <translation>出现在消息中；含空格的词组用英文引号括起来</translation>
    </message>
    <message>
        <source>is a regular expression; capitals count only after (?-i)</source>
        <translation>是正则表达式；只有在 (?-i) 之后才区分大小写</translation>
    </message>
    <message>
        <source>is a connection</source>
        <translation>是某个连接</translation>
    </message>
    <message>
        <source>is a size in bytes; also &lt;, &lt;=, &gt;= and =</source>
        <translation>是以字节计的大小；也可用 &lt;、&lt;=、&gt;= 和 =</translation>
    </message>
    <message>
        <source>is a kind or a direction: sent, received, text, binary, close, …</source>
        <translation>是类型或方向：sent、received、text、binary、close、…</translation>
    </message>
    <message>
        <source>The log keeps five million entries. What does not fit in 64 MiB of memory waits on disk, up to 1 GiB, in a file that is gone when the program ends. While the log is paused nothing is lost.</source>
        <translation>日志最多保留五百万条。64 MiB 内存放不下的保存在磁盘上，最多 1 GiB，其文件在程序结束时消失。日志暂停期间不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Find the next row in the log</source>
        <translation>在日志中查找下一行</translation>
    </message>
    <message>
        <source>Find the previous row</source>
        <translation>查找上一行</translation>
    </message>
    <message>
        <source>“Reconnect automatically”, among a client&apos;s options, tries again after a lost connection, with growing pauses and up to ten times; never after an end of your own, a refusal (4xx) or a close with 1008. The options also sign in and send headers and cookies; while connected, “Change…” unlocks them for the next connection.</source>
        <translation>客户端选项中的“自动重连”会在连接中断后重试，间隔逐渐变长，最多十次；自己关闭、被拒绝（4xx）或以 1008 关闭后不重试。选项还可以登录、发送头和 Cookie；连接期间按“更改…”即可为下一次连接修改它们。</translation>
    </message>
    <message>
        <source>“Frame” draws the frame that carried a message, a ping or a close, with the true bits from the wire; choose a field to see where it is. Where a message came in fragments, choose among them above. On the rows “request” and “response” the handshake is explained line by line. A larger font makes all of it larger, for a projector.</source>
        <translation>“帧”标签页画出承载一条消息、ping 或 close 的帧，并显示线路上真实的位；选择一个字段即可看到它的位置。消息分片到达时，可在上方选择其中一片。在“请求”和“响应”行上，会逐行解释握手。字体放大时全部内容随之放大，便于投影。</translation>
    </message>
    <message>
        <source>Over wss a client sends nothing before the server&apos;s certificate is judged. When nobody vouches for it, compare the server&apos;s short code with the one that its owner sees (in the server&apos;s log and in “Trust for others…”), then trust it, or only this time. The certificate&apos;s window shows the whole chain and says what OpenSSL, browsers and phones would do at an address that you write. “Accept any certificate, once” is for one connection only.</source>
        <translation>使用 wss 时，客户端在判定服务器的证书之前不发送任何内容。如果没有机构为它担保，请将服务器的短码与其主人看到的核对（在服务器的日志和“让他人信任…”中），然后选择信任，或仅此一次。证书窗口显示整条证书链，并说明对于您填写的地址，OpenSSL、浏览器和手机会怎么做。“接受任何证书，仅一次”只对一次连接有效。</translation>
    </message>
</context>
<context>
    <name>HexText</name>
    <message>
        <source>“%1” is no hexadecimal digit; it is character %2.</source>
        <translation>“%1”不是十六进制数字；它是第 %2 个字符。</translation>
    </message>
    <message>
        <source>“%1” is half a byte; write two digits. It is character %2.</source>
        <translation>“%1”只是半个字节，请写两位数字。它是第 %2 个字符。</translation>
    </message>
    <message>
        <source>The last byte has only one digit.</source>
        <translation>最后一个字节只有一位数字。</translation>
    </message>
</context>
<context>
    <name>InlineBar</name>
    <message>
        <source>Hide this message</source>
        <translation>隐藏此消息</translation>
    </message>
</context>
<context>
    <name>JsonCheck</name>
    <message>
        <source>A colon must stand between a name and its value.</source>
        <translation>名称和值之间必须有冒号。</translation>
    </message>
    <message>
        <source>A comma or } must stand here.</source>
        <translation>此处应为逗号或 }。</translation>
    </message>
    <message>
        <source>A comma or ] must stand here.</source>
        <translation>此处应为逗号或 ]。</translation>
    </message>
    <message>
        <source>The JSON has ended already; nothing may follow.</source>
        <translation>JSON 到此已经结束，后面不能再有内容。</translation>
    </message>
    <message>
        <source>Text stands in double quotes, not in single ones.</source>
        <translation>文本要用双引号，不能用单引号。</translation>
    </message>
    <message>
        <source>A value must follow the comma.</source>
        <translation>逗号之后必须有值。</translation>
    </message>
    <message>
        <source>A value must stand here.</source>
        <translation>此处应有一个值。</translation>
    </message>
    <message>
        <source>A name must follow the comma.</source>
        <translation>逗号之后必须有名称。</translation>
    </message>
    <message>
        <source>A name in double quotes must stand here.</source>
        <translation>此处应为双引号中的名称。</translation>
    </message>
    <message>
        <source>A line break or another control character in a text is written as an escape, like \n.</source>
        <translation>文本中的换行或其他控制字符要写成转义序列，例如 \n。</translation>
    </message>
    <message>
        <source>A double quote is missing that ends the text.</source>
        <translation>缺少结束文本的双引号。</translation>
    </message>
    <message>
        <source>There is no such escape; there are \&quot; \\ \/ \b \f \n \r \t, and \u before four hexadecimal digits.</source>
        <translation>没有这样的转义序列；可用的是 \&quot; \\ \/ \b \f \n \r \t，以及 \u 加四位十六进制数字。</translation>
    </message>
    <message>
        <source>A digit must stand here.</source>
        <translation>此处应为数字。</translation>
    </message>
    <message>
        <source>A digit is missing at the end.</source>
        <translation>末尾缺少数字。</translation>
    </message>
    <message>
        <source>A number has no zeros in front.</source>
        <translation>数字前面不能有多余的零。</translation>
    </message>
    <message>
        <source>This does not belong to a number.</source>
        <translation>这不属于数字。</translation>
    </message>
    <message>
        <source>The last word is not whole.</source>
        <translation>最后一个词不完整。</translation>
    </message>
    <message>
        <source>“%1” is no value: text stands in double quotes, and the only words are true, false and null.</source>
        <translation>“%1”不是值：文本要放在双引号中，可用的词只有 true、false 和 null。</translation>
    </message>
    <message>
        <source>There is no JSON yet.</source>
        <translation>还没有 JSON。</translation>
    </message>
    <message>
        <source>A } is missing at the end.</source>
        <translation>末尾缺少 }。</translation>
    </message>
    <message>
        <source>A ] is missing at the end.</source>
        <translation>末尾缺少 ]。</translation>
    </message>
</context>
<context>
    <name>LabWindow</name>
    <message>
        <source>Sa&amp;ve authority…</source>
        <translation>保存颁发机构(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Try in a client tab</source>
        <translation>在客户端标签页中试试(&amp;T)</translation>
    </message>
    <message>
        <source>Certificate lab</source>
        <translation>证书实验室</translation>
    </message>
    <message>
        <source>wss servers on this computer, each broken on purpose in one way: to see what clients say. Only programs on this computer reach them. They run until they are stopped or the program ends, also while this window is closed.</source>
        <translation>本机上的 wss 服务器，每个都故意错在一处，以便观察客户端的反应。只有本机上的程序能连接。它们会一直运行，直到被停止或本程序结束；关闭此窗口也不影响。</translation>
    </message>
    <message>
        <source>The certificate that makes clients judge each server by its own fault</source>
        <translation>客户端信任此证书后，就会只根据每个服务器自身的问题作出判断</translation>
    </message>
    <message>
        <source>The chosen server</source>
        <translation>选中的服务器</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>This client</source>
        <translation>本客户端</translation>
    </message>
    <message>
        <source>Could not start</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>This client %1.</source>
        <translation>本客户端：%1。</translation>
    </message>
    <message>
        <source>Python %1.</source>
        <translation>Python：%1。</translation>
    </message>
    <message>
        <source>curl %1.</source>
        <translation>curl：%1。</translation>
    </message>
    <message>
        <source>Chromium %1.</source>
        <translation>Chromium：%1。</translation>
    </message>
    <message>
        <source>Its server last noted: %1</source>
        <translation>该服务器最近的记录：%1</translation>
    </message>
    <message>
        <source>Save the lab&apos;s authority</source>
        <translation>保存实验室的颁发机构</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Saved. Let clients trust %1 until the lab is stopped; the next start makes another authority.</source>
        <translation>已保存。在实验室停止之前，可让客户端信任 %1；下次启动会生成另一个颁发机构。</translation>
    </message>
</context>
<context>
    <name>LimitsPane</name>
    <message>
        <source>Deadlines and limits</source>
        <translation>时限与上限</translation>
    </message>
    <message>
        <source>Times to connect and to close, keep-alive, message limit</source>
        <translation>连接与关闭的时限、保活、消息上限</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>For everything up to the end of the opening handshake; then it is given up</source>
        <translation>到开启握手结束为止的全部时间；超过就放弃</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>A connection that answers no ping is given up</source>
        <translation>对 ping 没有应答的连接将被放弃</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Longer messages end the connection with 1009</source>
        <translation>更长的消息会使连接以 1009 关闭</translation>
    </message>
    <message>
        <source>Time to close</source>
        <translation>关闭时限</translation>
    </message>
    <message>
        <source>For the closing handshake; then the connection is cut off</source>
        <translation>用于关闭握手；超过就立即断开</translation>
    </message>
    <message>
        <source>For the answer to a keep-alive ping; then the connection ends with 1011</source>
        <translation>等待对保活 ping 的应答；超过则以 1011 结束连接</translation>
    </message>
    <message>
        <source>%1 s to connect</source>
        <translation>连接时限 %1 秒</translation>
    </message>
    <message>
        <source>%1 s to close</source>
        <translation>关闭时限 %1 秒</translation>
    </message>
    <message>
        <source>no keep-alive</source>
        <translation>不保活</translation>
    </message>
    <message>
        <source>keep-alive %1 s</source>
        <translation>保活 %1 秒</translation>
    </message>
    <message>
        <source>pong within %1 s</source>
        <translation>pong 时限 %1 秒</translation>
    </message>
    <message>
        <source>messages to %1 MiB</source>
        <translation>消息不超过 %1 MiB</translation>
    </message>
    <message>
        <source>Time to connect</source>
        <translation>连接时限</translation>
    </message>
    <message>
        <source>Keep-alive ping every</source>
        <translation>保活 ping 间隔</translation>
    </message>
    <message>
        <source>Message limit</source>
        <translation>消息上限</translation>
    </message>
    <message>
        <source>Pong within</source>
        <translation>pong 时限</translation>
    </message>
</context>
<context>
    <name>LineReader</name>
    <message>
        <source>Cannot read the input: %1.</source>
        <translation>无法读取输入：%1。</translation>
    </message>
    <message>
        <source>The input has a line of more than %1 bytes, which is too long for one message.</source>
        <translation>输入中有一行超过 %1 字节，作为一条消息太长。</translation>
    </message>
</context>
<context>
    <name>Listener</name>
    <message>
        <source>The port of %1 is taken by another program: stop that program, or choose another port.</source>
        <translation>%1 的端口已被其他程序占用：请停止该程序，或另选端口。</translation>
    </message>
    <message>
        <source>Listening on %1 is not allowed: ports below 1024 need an administrator, choose a higher one.</source>
        <translation>不允许在 %1 上监听：1024 以下的端口需要管理员权限，请选择更大的端口。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: this machine does not have that address.</source>
        <translation>无法在 %1 上监听：本机没有该地址。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2.</source>
        <translation>无法在 %1 上监听：%2。</translation>
    </message>
</context>
<context>
    <name>LogExport</name>
    <message>
        <source>%1 could not be written: %2. Nothing is lost: the log is as it was.</source>
        <translation>无法写入 %1：%2。没有丢失任何内容：日志保持原样。</translation>
    </message>
    <message>
        <source>there is no room for temporary files</source>
        <translation>没有空间存放临时文件</translation>
    </message>
</context>
<context>
    <name>LogFiles</name>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>电子表格用的表格 (*.csv)</translation>
    </message>
    <message>
        <source>Text, as wslab prints (*.txt)</source>
        <translation>文本，与 wslab 打印的相同 (*.txt)</translation>
    </message>
    <message>
        <source>HTTP Archive, as browsers save (*.har)</source>
        <translation>HTTP Archive，与浏览器保存的相同 (*.har)</translation>
    </message>
    <message>
        <source>Recording that can be opened again (*.jsonl)</source>
        <translation>可以重新打开的记录 (*.jsonl)</translation>
    </message>
    <message>
        <source>Export Selected Rows…</source>
        <translation>导出选中的行…</translation>
    </message>
    <message>
        <source>Export Shown Rows…</source>
        <translation>导出显示的行…</translation>
    </message>
    <message>
        <source>Export Everything…</source>
        <translation>导出全部…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop Recording</source>
        <translation>停止记录</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are in %1 now.</source>
        <translation>
            <numerusform>%Ln 个条目已写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled; no file was changed.</source>
        <translation>导出已取消；没有更改任何文件。</translation>
    </message>
    <message>
        <source>Record to a File…</source>
        <translation>记录到文件…</translation>
    </message>
    <message>
        <source>Recording: %1 · %2</source>
        <comment>file name, size</comment>
        <translation>正在记录：%1 · %2</translation>
    </message>
    <message>
        <source>Export the Log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Exporting to %1</source>
        <comment>file name</comment>
        <translation>正在导出到 %1</translation>
    </message>
    <message>
        <source>Record to a File</source>
        <translation>记录到文件</translation>
    </message>
</context>
<context>
    <name>LogFilter</name>
    <message>
        <source>/%1/ is no regular expression: at character %2, %3.</source>
        <translation>/%1/ 不是正则表达式：第 %2 个字符处，%3。</translation>
    </message>
    <message>
        <source>is:%1 is not known; there are %2.</source>
        <translation>没有 is:%1；可用的有 %2。</translation>
    </message>
    <message>
        <source>After size%1 comes a number of bytes, as in %2 or %3.</source>
        <translation>size%1 之后应为字节数，例如 %2 或 %3。</translation>
    </message>
</context>
<context>
    <name>LogFindBar</name>
    <message>
        <source>Find in the shown rows: text or /regex/</source>
        <translation>在显示的行中查找：文本或 /正则/</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>which of those found</comment>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>ping</source>
        <translation>ping</translation>
    </message>
    <message>
        <source>pong</source>
        <translation>pong</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>all (%1)</source>
        <comment>sent to that many connections</comment>
        <translation>全部（%1）</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>↑↓</source>
        <comment>column: sent or received</comment>
        <translation>↑↓</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a log row read aloud: circumstances, text</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>round trip %1 ms</source>
        <translation>往返 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>pong: payload, round trip</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>response</source>
        <translation>响应</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>控制帧</translation>
    </message>
    <message>
        <source>Pings, pongs and closes</source>
        <translation>ping、pong 和关闭帧</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the log still; what comes meanwhile waits</source>
        <translation>暂停日志滚动；其间到来的内容会等候</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>清空日志</translation>
    </message>
    <message>
        <source>More for the log</source>
        <translation>日志的更多操作</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Time since the row above</source>
        <translation>距上一行的时间</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制各行</translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <comment>count of a log</comment>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <comment>count of a log</comment>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>paused, %1 waiting</source>
        <translation>已暂停，%1 条等候</translation>
    </message>
    <message>
        <source>… and %1 rows more</source>
        <comment>end of a long copy</comment>
        <translation>… 以及另外 %1 行</translation>
    </message>
    <message>
        <source>Export the log, or record it to a file</source>
        <translation>导出日志，或记录到文件</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Times, copying</source>
        <translation>时间、复制</translation>
    </message>
    <message>
        <source>Only rows for which all of this holds:
text, &quot;two words&quot;: in the whole message, in any case
/regular expression/: matches in the whole message
#7: connection 7
size&gt;100, size&lt;2k: bytes
is:sent, is:received, is:text, is:binary, is:ping, is:pong, is:close, is:request, is:response, is:info, is:error
A minus before any of them: rows for which it does not hold (-text)</source>
        <translation>只显示满足以下全部条件的行：
文本、&quot;两个 词&quot;：出现在整条消息中，不分大小写
/正则表达式/：在整条消息中匹配
#7：连接 7
size&gt;100、size&lt;2k：字节数
is:sent、is:received、is:text、is:binary、is:ping、is:pong、is:close、is:request、is:response、is:info、is:error
在任何条件前加减号：显示不满足该条件的行（-文本）</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Filter: text, -text, /regex/, #connection</source>
        <translation>筛选：文本、-文本、/正则/、#连接</translation>
    </message>
    <message>
        <source>Filter: text, -text, /regex/</source>
        <translation>筛选：文本、-文本、/正则/</translation>
    </message>
    <message>
        <source>filtering…</source>
        <translation>正在筛选…</translation>
    </message>
    <message>
        <source>%1 older on disk</source>
        <translation>较早的 %1 条在磁盘上</translation>
    </message>
    <message>
        <source>%1 oldest dropped</source>
        <translation>已丢弃最早的 %1 条</translation>
    </message>
    <message>
        <source>%1 Until it is mended it hides no rows.</source>
        <translation>%1 改正之前，它不隐藏任何行。</translation>
    </message>
</context>
<context>
    <name>LogPrinter</name>
    <message numerus="yes">
        <source>(%n log line(s) came too fast and are left out.)</source>
        <translation>
            <numerusform>（有 %n 行日志来得太快，已省略。）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(to %n client(s))</source>
        <translation>
            <numerusform>（发往 %n 个客户端）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogRecorder</name>
    <message numerus="yes">
        <source>%n entries are missing here: more came than the log holds.</source>
        <translation>
            <numerusform>此处缺少 %n 条：到来的内容超出了日志的容量。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recording %1 has ended: %2. What came before is in it; what comes now is in the log only.</source>
        <translation>记录 %1 已中止：%2。此前的内容在其中；此后的内容只在日志里。</translation>
    </message>
    <message>
        <source>Nothing is recorded: %1 cannot be written: %2. Choose another place.</source>
        <translation>没有开始记录：无法写入 %1：%2。请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>LogStore</name>
    <message>
        <source>The disk takes no more of this log&apos;s older messages (%1). The newest are kept in memory, up to %2 MiB of them; free some space, or clear the log.</source>
        <extracomment>%1: the system&apos;s reason, %2: a number</extracomment>
        <translation>磁盘无法再保存此日志的较早消息（%1）。最新的消息保留在内存中，最多 %2 MiB；请腾出一些空间，或清空日志。</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>%1 new</source>
        <comment>rows that came since the reader scrolled up</comment>
        <translation>%1 条新内容</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Show the newest row and follow (End)</source>
        <translation>显示最新一行并跟随（End）</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation>客户端(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New Client</source>
        <translation>新建客户端(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Rename Tab</source>
        <translation>重命名标签页(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter Log</source>
        <translation>筛选日志(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy Log Rows</source>
        <translation>复制日志行(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;lear Log</source>
        <translation>清空日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Side by Side</source>
        <translation>并排显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Move Tab to the Other Side</source>
        <translation>把标签页移到另一侧(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Larger Text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>N&amp;ormal Text</source>
        <translation>正常大小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Disconnect Connections…</source>
        <translation>断开连接(&amp;D)…</translation>
    </message>
    <message>
        <source>Counter: One &amp;More</source>
        <translation>计数器：加一(&amp;M)</translation>
    </message>
    <message>
        <source>Counter: One &amp;Less</source>
        <translation>计数器：减一(&amp;L)</translation>
    </message>
    <message>
        <source>Counter: &amp;Reset</source>
        <translation>计数器：重置(&amp;R)</translation>
    </message>
    <message>
        <source>Restore &amp;Usual Ports</source>
        <translation>恢复常用端口(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Connect or Disconnect</source>
        <translation>连接或断开(&amp;C)</translation>
    </message>
    <message>
        <source>Connect to My &amp;Own Server</source>
        <translation>连接到自己的服务器(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Send Message</source>
        <translation>发送消息(&amp;S)</translation>
    </message>
    <message>
        <source>Send &amp;Ping</source>
        <translation>发送 ping(&amp;P)</translation>
    </message>
    <message>
        <source>Close with Co&amp;de…</source>
        <translation>以关闭码关闭(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Message Field</source>
        <translation>消息输入框(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;About WebSocket Lab</source>
        <translation>关于 WebSocket Lab(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>About WebSocket Lab</source>
        <translation>关于 WebSocket Lab</translation>
    </message>
    <message>
        <source>WebSocket Lab %1</source>
        <translation>WebSocket Lab %1</translation>
    </message>
    <message>
        <source>See, try and teach WebSockets.

Qt %1
Settings: %2</source>
        <translation>观察、试用和讲授 WebSocket。

Qt %1
设置：%2</translation>
    </message>
    <message>
        <source>Saying goodbye to the server&apos;s clients, then the program ends.</source>
        <translation>正在与服务器的客户端道别，随后程序结束。</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>立即结束</translation>
    </message>
    <message>
        <source>&amp;Certificate Lab…</source>
        <translation>证书实验室(&amp;C)…</translation>
    </message>
    <message>
        <source>Find in &amp;Message…</source>
        <translation>在消息中查找(&amp;M)…</translation>
    </message>
    <message>
        <source>Chec&amp;k the Connection…</source>
        <translation>检查连接(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open Recording…</source>
        <translation>打开记录(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Export Log…</source>
        <translation>导出日志(&amp;E)…</translation>
    </message>
    <message>
        <source>Record to a &amp;File…</source>
        <translation>记录到文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Open Recording</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Recordings (*.jsonl);;All files (*)</source>
        <translation>记录 (*.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>F&amp;ind Next in Log</source>
        <translation>在日志中查找下一个(&amp;I)</translation>
    </message>
    <message>
        <source>Find &amp;Previous in Log</source>
        <translation>在日志中查找上一个(&amp;P)</translation>
    </message>
</context>
<context>
    <name>MessageDetail</name>
    <message>
        <source>Hide the message (Esc)</source>
        <translation>隐藏消息（Esc）</translation>
    </message>
    <message>
        <source>Hide the message</source>
        <translation>隐藏消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Message as text</source>
        <translation>以文本显示的消息</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Message as JSON</source>
        <translation>以 JSON 显示的消息</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Message in hexadecimal</source>
        <translation>以十六进制显示的消息</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>The log kept the first %1 of %2.</source>
        <translation>日志保留了 %2 中的前 %1。</translation>
    </message>
    <message>
        <source>↑ Sent</source>
        <translation>↑ 发送</translation>
    </message>
    <message>
        <source>↓ Received</source>
        <translation>↓ 接收</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1（%2 字节）</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>从头显示</translation>
    </message>
    <message>
        <source>Find in the message</source>
        <translation>在消息中查找</translation>
    </message>
    <message>
        <source>Find in the message (Ctrl+Shift+F)</source>
        <translation>在消息中查找（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Bytes %1 to %2 of %3 are shown.</source>
        <translation>显示的是第 %1 到 %2 字节，共 %3 字节。</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>握手</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>The rest of the message is being read…</source>
        <translation>正在读取消息的其余部分…</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Copy message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Copy as hexadecimal</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制该行</translation>
    </message>
    <message>
        <source>Copy as a wslab command that sends it</source>
        <translation>复制为发送它的 wslab 命令</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>These bytes are no text in UTF-8.</source>
        <translation>这些字节不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Copy what was kept of the message</source>
        <translation>复制消息保留的部分</translation>
    </message>
    <message>
        <source>The message is still being read.</source>
        <translation>消息仍在读取。</translation>
    </message>
</context>
<context>
    <name>NewPassphraseDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Again</source>
        <translation>再次输入(&amp;A)</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>至少 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>两次输入尚不一致。</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>两次输入一致。</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>&amp;Stop Recording</source>
        <translation>停止记录(&amp;S)</translation>
    </message>
    <message>
        <source>Record to a &amp;File…</source>
        <translation>记录到文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>The passphrase cannot be read from %1: %2.</source>
        <translation>无法从 %1 读取口令：%2。</translation>
    </message>
    <message>
        <source>The key in %1 is encrypted: give its passphrase with --passphrase-file.</source>
        <translation>%1 中的密钥已加密：请用 --passphrase-file 给出口令。</translation>
    </message>
    <message>
        <source>Passphrase of the key in %1: </source>
        <translation>%1 中密钥的口令： </translation>
    </message>
    <message>
        <source>No passphrase was given for the key in %1.</source>
        <translation>没有给出 %1 中密钥的口令。</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The key in %1 is encrypted. Its passphrase is kept until the program ends, and not saved.</source>
        <translation>%1 中的密钥已加密。口令保留到程序结束，不会保存。</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
</context>
<context>
    <name>PayloadFindBar</name>
    <message>
        <source>%1 of %2 or more</source>
        <translation>第 %1 个，至少 %2 个</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>PinStore</name>
    <message>
        <source>The servers that you trust cannot be read from %1: %2.</source>
        <translation>无法从 %1 读取您信任的服务器：%2。</translation>
    </message>
    <message>
        <source>The list of the servers that you trust, %1, is damaged. Move it away to begin a new one; then compare each server&apos;s code again.</source>
        <translation>您信任的服务器列表 %1 已损坏。请将它移走以便重新开始，然后重新比对每个服务器的短码。</translation>
    </message>
</context>
<context>
    <name>PrivateFile</name>
    <message>
        <source>The file %1 cannot be written: %2.</source>
        <translation>无法写入文件 %1：%2。</translation>
    </message>
    <message>
        <source>its folder cannot be made</source>
        <translation>无法创建其文件夹</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of %1</source>
        <translation>%1 的二维码</translation>
    </message>
</context>
<context>
    <name>ReachBar</name>
    <message>
        <source>Allowed origins…</source>
        <translation>允许的来源…</translation>
    </message>
    <message>
        <source>This computer has no network address at the moment, so nobody else can connect.</source>
        <translation>本机目前没有网络地址，因此其他人无法连接。</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>Once the server runs, every computer in the network can use the services.</source>
        <translation>服务器运行后，网络中的每台计算机都能使用这些服务。</translation>
    </message>
    <message>
        <source>Every computer in the network can use the services: write %1 on the board.</source>
        <translation>网络中的每台计算机都能使用这些服务：请把 %1 写在黑板上。</translation>
    </message>
    <message>
        <source>Once the server runs, every computer in the network can use the services: write %1 on the board.</source>
        <translation>服务器运行后，网络中的每台计算机都能使用这些服务：请把 %1 写在黑板上。</translation>
    </message>
    <message>
        <source>Web pages from elsewhere may connect only if their origin is allowed.</source>
        <translation>来自别处的网页只有在其来源（Origin）被允许时才能连接。</translation>
    </message>
</context>
<context>
    <name>ReconnectBar</name>
    <message>
        <source>Try no&amp;w</source>
        <translation>立即重试(&amp;W)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Trying again in %1 s, attempt %2 of %3</source>
        <translation>%1 秒后重试，第 %2 次，共 %3 次</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>its &quot;%1&quot; is no whole number from %2 to %3</source>
        <translation>其中的“%1”不是 %2 到 %3 之间的整数</translation>
    </message>
    <message>
        <source>its &quot;%1&quot; is no text</source>
        <translation>其中的“%1”不是文本</translation>
    </message>
    <message>
        <source>its &quot;%1&quot; is something else than true</source>
        <translation>其中的“%1”不是 true</translation>
    </message>
    <message>
        <source>its &quot;%1&quot; is none that is known</source>
        <translation>其中的“%1”不是已知的值</translation>
    </message>
    <message>
        <source>it has a field that is not known, &quot;%1&quot;</source>
        <translation>其中有未知的字段“%1”</translation>
    </message>
    <message>
        <source>it has not exactly one of &quot;text&quot; and &quot;base64&quot;</source>
        <translation>其中“text”和“base64”必须恰好有一个</translation>
    </message>
    <message>
        <source>it has a &quot;text&quot;, but is of a kind that is bytes</source>
        <translation>其中有“text”，但这一类条目的内容是字节</translation>
    </message>
    <message>
        <source>its &quot;base64&quot; is none</source>
        <translation>其中的“base64”不是 base64</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it is no JSON (%1, at byte %2)</source>
        <translation>它不是 JSON（%1，在第 %2 个字节）</translation>
    </message>
    <message>
        <source>its &quot;size&quot; does not fit its payload</source>
        <translation>其中的“size”与内容不符</translation>
    </message>
    <message>
        <source>its &quot;invalid&quot; does not fit its payload</source>
        <translation>其中的“invalid”与内容不符</translation>
    </message>
    <message>
        <source>its &quot;sequence&quot; does not rise</source>
        <translation>其中的“sequence”没有递增</translation>
    </message>
    <message>
        <source>The file is empty; a recording begins with a line that names its format.</source>
        <translation>文件是空的；记录文件的第一行应说明其格式。</translation>
    </message>
    <message>
        <source>This is no recording of WebSocket Lab: its first line does not say so. Only exports as JSON Lines can be opened again.</source>
        <translation>这不是 WebSocket Lab 的记录文件：第一行没有这样说明。只有导出为 JSON Lines 的文件才能重新打开。</translation>
    </message>
    <message>
        <source>The recording is of a newer format than this program knows; open it with a newer version of WebSocket Lab.</source>
        <translation>这个记录文件的格式比本程序所知的更新；请用更新版本的 WebSocket Lab 打开。</translation>
    </message>
    <message>
        <source>it could not be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>it is longer than %1</source>
        <translation>它超过了 %1</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>它被截断了</translation>
    </message>
    <message>
        <source>Line %1 is wrong: %2.</source>
        <translation>第 %1 行有误：%2。</translation>
    </message>
    <message>
        <source>its &quot;frames&quot; are no frame headers</source>
        <translation>其“frames”不是帧头</translation>
    </message>
</context>
<context>
    <name>RecordingLoader</name>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>无法读取文件：%1。</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>读取已停止。</translation>
    </message>
</context>
<context>
    <name>RecordingTab</name>
    <message>
        <source>Reading %1</source>
        <comment>file name</comment>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Reading the recording.</source>
        <translation>正在读取记录。</translation>
    </message>
    <message>
        <source>This recording is empty.</source>
        <translation>这个记录是空的。</translation>
    </message>
    <message>
        <source>Nothing could be read.</source>
        <translation>什么也没有读到。</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <comment>file name</comment>
        <translation>无法打开 %1。</translation>
    </message>
    <message>
        <source>Not all of %1 could be read; here is what comes before.</source>
        <comment>file name</comment>
        <translation>未能读完 %1；这里显示的是出错之前的内容。</translation>
    </message>
</context>
<context>
    <name>RepeatBar</name>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>sent so far</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Sent %1</source>
        <translation>已发送 %1</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Star&amp;t</source>
        <translation>开始(&amp;T)</translation>
    </message>
    <message>
        <source>Do not send repeatedly</source>
        <translation>不重复发送</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>every</source>
        <translation>间隔</translation>
    </message>
</context>
<context>
    <name>SavedMenu</name>
    <message>
        <source>Saved &amp;Messages</source>
        <translation>已保存的消息(&amp;M)</translation>
    </message>
    <message>
        <source>Nothing is saved yet</source>
        <translation>还没有保存任何消息</translation>
    </message>
    <message>
        <source>&amp;Save This Message…</source>
        <translation>保存这条消息(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Edit Saved Messages…</source>
        <translation>编辑已保存的消息(&amp;E)…</translation>
    </message>
</context>
<context>
    <name>SavedMessagesDialog</name>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move Do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Saved messages</source>
        <translation>已保存的消息</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>The chosen message</source>
        <translation>选中的消息</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
</context>
<context>
    <name>SendCommand</name>
    <message>
        <source>The log kept only a part of this message.</source>
        <translation>日志只保留了这条消息的一部分。</translation>
    </message>
    <message>
        <source>This message is too long for a command; the limit is %1.</source>
        <translation>这条消息太长，不能作为命令；上限为 %1。</translation>
    </message>
    <message>
        <source>wslab connect sends lines of text; this is something else.</source>
        <translation>wslab connect 发送的是文本行，而这不是文本。</translation>
    </message>
    <message>
        <source>wslab connect sends each line as a message of its own; this one has line ends.</source>
        <translation>wslab connect 把每一行作为一条消息发送，而这条消息含有换行。</translation>
    </message>
</context>
<context>
    <name>ServeCommand</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Cannot listen on &quot;%1&quot;: that is not an IP address such as 127.0.0.1 or ::1.</source>
        <translation>无法在“%1”上监听：它不是 127.0.0.1 或 ::1 这样的 IP 地址。</translation>
    </message>
    <message>
        <source>Nothing to listen on: name at least one address.</source>
        <translation>没有可监听的地址：请至少给出一个地址。</translation>
    </message>
    <message>
        <source>Listening on %1 for %2.</source>
        <translation>正在 %1 上监听，服务为 %2。</translation>
    </message>
    <message>
        <source>Nothing to serve: switch at least one service on.</source>
        <translation>没有可提供的服务：请至少打开一项服务。</translation>
    </message>
    <message>
        <source>The server has stopped.</source>
        <translation>服务器已停止。</translation>
    </message>
    <message>
        <source>The counter is at its limit.</source>
        <translation>计数器已到极限。</translation>
    </message>
    <message>
        <source>Whoever does not trust this server&apos;s certificate yet is told how on the page /trust of any of these ports, by http: http://localhost:%1/trust.</source>
        <translation>还不信任此服务器证书的人，可通过 http 打开上述任一端口的 /trust 页面了解方法：http://localhost:%1/trust。</translation>
    </message>
    <message>
        <source>The system lets this program open only %1 files at once, too few for a server: raise the limit (ulimit -n) to %2 or more.</source>
        <translation>系统只允许本程序同时打开 %1 个文件，不足以运行服务器：请把限制（ulimit -n）提高到 %2 或更多。</translation>
    </message>
    <message>
        <source>Cut %1 off without an answer: hardly any more files can be opened.</source>
        <translation>未作应答即断开 %1：几乎无法再打开更多文件。</translation>
    </message>
    <message>
        <source>Nobody can come in for now: the system opens no more files for this program. Connections wait until some are closed.</source>
        <translation>暂时无法接受新连接：系统不再为本程序打开更多文件。新连接要等到一些文件关闭之后。</translation>
    </message>
    <message>
        <source>This server has the short code %1: a client that does not trust its certificate shows the same.</source>
        <translation>此服务器的短码是 %1：不信任其证书的客户端会显示相同的短码。</translation>
    </message>
</context>
<context>
    <name>ServerCertificateCheck</name>
    <message>
        <source>There is no certificate that can be read.</source>
        <translation>没有可读取的证书。</translation>
    </message>
    <message>
        <source>Its private key is published: everybody can listen, and answer in this server&apos;s place. Make a certificate of your own.</source>
        <translation>其私钥是公开的：任何人都能窃听，并冒充此服务器应答。请自己生成证书。</translation>
    </message>
    <message>
        <source>The certificate of %1 in the file does not belong to the chain.</source>
        <translation>文件中 %1 的证书不属于该证书链。</translation>
    </message>
    <message>
        <source>The certificate of its issuer, %1, is not in the file: clients that do not have it refuse the connection.</source>
        <translation>文件中没有其颁发者 %1 的证书：没有该证书的客户端会拒绝连接。</translation>
    </message>
    <message>
        <source>It was issued for %1: clients that connect to %2 refuse it.</source>
        <translation>它签发给 %1：连接 %2 的客户端会拒绝它。</translation>
    </message>
    <message>
        <source>It is valid until %1.</source>
        <translation>它的有效期至 %1。</translation>
    </message>
</context>
<context>
    <name>ServerStarter</name>
    <message>
        <source>This certificate cannot be used. %1</source>
        <translation>此证书无法使用。%1</translation>
    </message>
    <message>
        <source>Use this machine&apos;s own certificate</source>
        <translation>使用本机自己的证书</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The running server still has its old settings. It takes the new ones when it is started again; its clients are disconnected then.</source>
        <translation>正在运行的服务器仍使用旧设置。重新启动后才会采用新设置，届时客户端会断开。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>About the certificate: %1</source>
        <translation>关于证书：%1</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>使用空闲端口</translation>
    </message>
</context>
<context>
    <name>ServerTab</name>
    <message>
        <source>&amp;Reach</source>
        <translation>范围(&amp;R)</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>The whole network</source>
        <translation>整个网络</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>&amp;Disconnect…</source>
        <translation>断开(&amp;D)…</translation>
    </message>
    <message>
        <source>Close the selected connections with a code and a reason</source>
        <translation>以关闭码和原因关闭选中的连接</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>%1 个连接</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>使用空闲端口</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 个打开</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <comment>connections</comment>
        <translation>%1 个被拒绝</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>From where clients can connect</source>
        <translation>客户端可以从哪里连接</translation>
    </message>
    <message>
        <source>Stop the server to change from where clients can connect</source>
        <translation>停止服务器后才能更改客户端可以从哪里连接</translation>
    </message>
    <message>
        <source>Nobody is connected yet. Open a service&apos;s page in a browser, or connect a client.</source>
        <translation>还没有人连接。请在浏览器中打开某项服务的网页，或连接一个客户端。</translation>
    </message>
    <message>
        <source>Start the server, and its connections appear here.</source>
        <translation>启动服务器后，它的连接会显示在这里。</translation>
    </message>
    <message>
        <source>Tick at least one service to give the server a port to listen on.</source>
        <translation>请至少勾选一项服务，使服务器有端口可监听。</translation>
    </message>
    <message>
        <source>Port %1 is planned for two services. Give %2 another one.</source>
        <translation>端口 %1 安排给了两项服务。请为 %2 另选一个。</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Running · %1 · %2</source>
        <translation>运行中 · %1 · %2</translation>
    </message>
    <message>
        <source>1 service</source>
        <translation>1 项服务</translation>
    </message>
    <message>
        <source>%1 services</source>
        <translation>%1 项服务</translation>
    </message>
    <message>
        <source>1 client</source>
        <translation>1 个客户端</translation>
    </message>
    <message>
        <source>%1 clients</source>
        <translation>%1 个客户端</translation>
    </message>
    <message>
        <source>Nothing has been said yet.
What the server and its clients say to each other appears here.</source>
        <translation>还没有任何通信。
服务器与客户端之间的往来会显示在这里。</translation>
    </message>
    <message>
        <source>Sec&amp;ure (wss)</source>
        <translation>安全（wss）(&amp;U)</translation>
    </message>
    <message>
        <source>Clients connect with wss, and browsers open pages with https</source>
        <translation>客户端用 wss 连接，浏览器用 https 打开网页</translation>
    </message>
    <message>
        <source>Stop the server to change between ws and wss</source>
        <translation>停止服务器后才能在 ws 与 wss 之间切换</translation>
    </message>
    <message>
        <source>No browser could be started for %1. Open the address in one by hand.</source>
        <translation>无法启动浏览器来打开 %1。请自行在浏览器中打开此地址。</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Co&amp;nnections</source>
        <translation>连接(&amp;N)</translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation>启动(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
</context>
<context>
    <name>ServicePanel</name>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>减一</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>加一</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>问候</translation>
    </message>
    <message>
        <source>&amp;Greet</source>
        <translation>问候(&amp;G)</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>1 user online</source>
        <translation>1 人在线</translation>
    </message>
    <message>
        <source>%1 users online</source>
        <translation>%1 人在线</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>您的名字(&amp;N)</translation>
    </message>
</context>
<context>
    <name>ServicesTable</name>
    <message>
        <source>Takes a name, answers with a greeting and closes</source>
        <translation>接收名字，回以问候，然后关闭</translation>
    </message>
    <message>
        <source>Sends the time again and again</source>
        <translation>反复发送时间</translation>
    </message>
    <message>
        <source>One number for everybody, that everybody may raise and lower</source>
        <translation>大家共用的一个数，谁都可以加减</translation>
    </message>
    <message>
        <source>Sends each message back</source>
        <translation>将每条消息发回</translation>
    </message>
    <message>
        <source>Sends each text to all of its clients</source>
        <translation>将每条文本发送给它的所有客户端</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>%1. Ticked, it has a port of its own; if not, it is reached by its name at the end of another service&apos;s address.</source>
        <translation>%1。勾选后有自己的端口；否则在其他服务的地址末尾加上它的名称即可访问。</translation>
    </message>
    <message>
        <source>Port of %1</source>
        <translation>%1 的端口</translation>
    </message>
    <message>
        <source>any free</source>
        <translation>任意空闲端口</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy the address of %1</source>
        <translation>复制 %1 的地址</translation>
    </message>
    <message>
        <source>Open the service&apos;s page in the browser</source>
        <translation>在浏览器中打开该服务的网页</translation>
    </message>
    <message>
        <source>Open the page of %1 in the browser</source>
        <translation>在浏览器中打开 %1 的网页</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Stop the server to change the port</source>
        <translation>停止服务器后才能更改端口</translation>
    </message>
    <message>
        <source>Another service has this port too</source>
        <translation>另一项服务也使用此端口</translation>
    </message>
    <message>
        <source>1 to 65535; 0 lets the system choose a free one</source>
        <translation>1 到 65535；0 表示由系统选择空闲端口</translation>
    </message>
    <message>
        <source>known once the server runs</source>
        <translation>服务器运行后可知</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>The settings in %1 could not be read. They were kept as %2, and the program started with its defaults.</source>
        <translation>无法读取 %1 中的设置。它们已保留为 %2，程序以默认设置启动。</translation>
    </message>
    <message>
        <source>The settings in %1 could not be read. The program started with its defaults; what you change is not saved until the file is mended or moved away.</source>
        <translation>无法读取 %1 中的设置。程序以默认设置启动；在修复或移走该文件之前，所做的更改不会保存。</translation>
    </message>
    <message>
        <source>The settings cannot be written to %1. What you change is forgotten when the program ends; check the folder&apos;s permissions and the disk&apos;s free space.</source>
        <translation>无法将设置写入 %1。程序结束后所做的更改会丢失；请检查文件夹权限和磁盘剩余空间。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>A new language is used when the program is started again.</source>
        <translation>新语言在重新启动程序后生效。</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>文字大小(&amp;Z)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Who may connect</source>
        <translation>谁可以连接</translation>
    </message>
    <message>
        <source>These rules count when the whole network can reach the server. On this computer only, pages from everywhere may connect.</source>
        <translation>这些规则在整个网络都能访问服务器时生效。仅本机时，任何来源的网页都可以连接。</translation>
    </message>
    <message>
        <source>Pages opened from a &amp;file (origin null)</source>
        <translation>从文件打开的网页（来源为 null）(&amp;F)</translation>
    </message>
    <message>
        <source>Allowed &amp;origins</source>
        <translation>允许的来源(&amp;O)</translation>
    </message>
    <message>
        <source>https://example.org, one in a line</source>
        <translation>https://example.org，每行一个</translation>
    </message>
    <message>
        <source>Allowed &amp;hosts</source>
        <translation>允许的主机名(&amp;H)</translation>
    </message>
    <message>
        <source>Further names of this computer, one in a line</source>
        <translation>本机的其他名称，每行一个</translation>
    </message>
    <message>
        <source>Trusted &amp;proxies</source>
        <translation>受信任的代理(&amp;P)</translation>
    </message>
    <message>
        <source>Addresses whose X-Forwarded-For is believed, one in a line</source>
        <translation>信任其 X-Forwarded-For 的地址，每行一个</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>&amp;Greeting</source>
        <translation>问候语(&amp;G)</translation>
    </message>
    <message>
        <source>What hello answers; %1 stands for the name</source>
        <translation>hello 的回答；%1 代表名字</translation>
    </message>
    <message>
        <source>%1 in the greeting stands for the name.</source>
        <translation>问候语中的 %1 代表名字。</translation>
    </message>
    <message>
        <source>Text after the &amp;time</source>
        <translation>时间之后的文字(&amp;T)</translation>
    </message>
    <message>
        <source>Longest &amp;pause</source>
        <translation>最长间隔(&amp;P)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Counter begins at</source>
        <translation>计数器初始值(&amp;C)</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>&amp;Connections</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source> KiB</source>
        <translation> KiB</translation>
    </message>
    <message>
        <source>&amp;Ping every</source>
        <translation>ping 间隔(&amp;P)</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>&amp;Wait for a pong</source>
        <translation>等待 pong(&amp;W)</translation>
    </message>
    <message>
        <source>Wait for the &amp;request</source>
        <translation>等待请求(&amp;R)</translation>
    </message>
    <message>
        <source>Wait for the c&amp;losing handshake</source>
        <translation>等待关闭握手(&amp;L)</translation>
    </message>
    <message>
        <source>Pings from a client, per &amp;second</source>
        <translation>每秒来自一个客户端的 ping(&amp;S)</translation>
    </message>
    <message>
        <source>“%1” is not an origin. Write a scheme and a host, like https://example.org.</source>
        <translation>“%1”不是来源。请写协议和主机，如 https://example.org。</translation>
    </message>
    <message>
        <source>“%1” is not a host&apos;s name. Write it without a scheme and a port, like lab.example.org.</source>
        <translation>“%1”不是主机名。请不带协议和端口，如 lab.example.org。</translation>
    </message>
    <message>
        <source>“%1” is not an address. Write a proxy&apos;s IP address, like 192.168.1.2.</source>
        <translation>“%1”不是地址。请写代理的 IP 地址，如 192.168.1.2。</translation>
    </message>
</context>
<context>
    <name>Shard</name>
    <message>
        <source>No secure connection with %1. %2</source>
        <translation>未能与 %1 建立安全连接。%2</translation>
    </message>
    <message>
        <source>Refused %1 with %2: %3</source>
        <translation>已拒绝 %1，状态 %2：%3</translation>
    </message>
    <message>
        <source>%1 got the page %2.</source>
        <translation>%1 取得了网页 %2。</translation>
    </message>
    <message>
        <source>%1 joined %2.</source>
        <translation>%1 加入了 %2。</translation>
    </message>
    <message>
        <source>%1 left %2: %3.</source>
        <translation>%1 离开了 %2：%3。</translation>
    </message>
</context>
<context>
    <name>StudentsDialog</name>
    <message>
        <source>&amp;Let in only clients that show such a certificate</source>
        <translation>仅允许出示此类证书的客户端(&amp;L)</translation>
    </message>
    <message>
        <source>Certificates for students</source>
        <translation>学生证书</translation>
    </message>
    <message>
        <source>Each student gets a file with a certificate of this machine&apos;s authority and its key. The student&apos;s client shows it, and the server knows who it is: wslab connect --cert student-01.pem …</source>
        <translation>每位学生得到一个文件，内含由本机签发机构签发的证书及其密钥。学生的客户端出示它，服务器便知道对方是谁：wslab connect --cert student-01.pem …</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;How many</source>
        <translation>数量(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Stop the server to change this</source>
        <translation>停止服务器后才能更改</translation>
    </message>
    <message>
        <source>&amp;Make them</source>
        <translation>生成(&amp;M)</translation>
    </message>
    <message>
        <source>A folder for the certificates</source>
        <translation>存放证书的文件夹</translation>
    </message>
    <message>
        <source>Made in %1: %2 to %3. Give each student one of them.</source>
        <translation>已在 %1 中生成：%2 至 %3。请给每位学生一个。</translation>
    </message>
</context>
<context>
    <name>TabBar</name>
    <message>
        <source>Name of the tab</source>
        <translation>标签页名称</translation>
    </message>
</context>
<context>
    <name>TabPane</name>
    <message>
        <source>New client (Ctrl+T)</source>
        <translation>新建客户端（Ctrl+T）</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>新建客户端</translation>
    </message>
    <message>
        <source>Close this tab (Ctrl+W)</source>
        <translation>关闭此标签页 (Ctrl+W)</translation>
    </message>
</context>
<context>
    <name>Tls</name>
    <message>
        <source>The certificate cannot be read.</source>
        <translation>无法读取证书。</translation>
    </message>
    <message>
        <source>The certificate&apos;s private key cannot be read.</source>
        <translation>无法读取证书的私钥。</translation>
    </message>
    <message>
        <source>There is no certificate of an authority for the clients&apos; certificates.</source>
        <translation>没有用于验证客户端证书的颁发机构证书。</translation>
    </message>
    <message>
        <source>The file of authorities has no certificate in it.</source>
        <translation>颁发机构文件中没有证书。</translation>
    </message>
    <message>
        <source>The certificate cannot be used: %1.</source>
        <translation>无法使用该证书：%1。</translation>
    </message>
</context>
<context>
    <name>TlsAcceptance</name>
    <message>
        <source>The TLS handshake took too long.</source>
        <translation>TLS 握手耗时过长。</translation>
    </message>
    <message>
        <source>It refused our certificate: it does not know the authority.</source>
        <translation>它拒绝了我们的证书：它不认识该颁发机构。</translation>
    </message>
    <message>
        <source>It refused our certificate: it has expired, or a clock is wrong.</source>
        <translation>它拒绝了我们的证书：证书已过期，或时钟不对。</translation>
    </message>
    <message>
        <source>It refused our certificate.</source>
        <translation>它拒绝了我们的证书。</translation>
    </message>
    <message>
        <source>It said: %1.</source>
        <translation>它说：%1。</translation>
    </message>
    <message>
        <source>It left during the TLS handshake.</source>
        <translation>它在 TLS 握手期间离开了。</translation>
    </message>
    <message>
        <source>The TLS handshake failed: %1.</source>
        <translation>TLS 握手失败：%1。</translation>
    </message>
</context>
<context>
    <name>TlsFiles</name>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>The file %1 is too large for a certificate.</source>
        <translation>文件 %1 太大，不像证书。</translation>
    </message>
    <message>
        <source>A key or a client authority is of no use without a certificate: give that too.</source>
        <translation>没有证书，密钥或客户端颁发机构就没有用处：请一并给出证书。</translation>
    </message>
</context>
<context>
    <name>TlsTerminator</name>
    <message>
        <source>No secure connection with %1. The TLS handshake failed: %2.</source>
        <translation>未能与 %1 建立安全连接。TLS 握手失败：%2。</translation>
    </message>
    <message>
        <source>The lab cannot speak TLS as it must: %1.</source>
        <translation>实验室无法按要求使用 TLS：%1。</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Connected to %1.</source>
        <translation>已连接到 %1。</translation>
    </message>
    <message>
        <source>Connection closed: %1.</source>
        <translation>连接已关闭：%1。</translation>
    </message>
    <message>
        <source>Connection closed: %1, by this side.</source>
        <translation>连接由本端关闭：%1。</translation>
    </message>
</context>
<context>
    <name>TrustAdvice</name>
    <message>
        <source>If it is the same there, go on with --pin %1, or with --ca FILE where you have the certificate of its authority in a file.</source>
        <translation>若两处相同，请加上 --pin %1 继续；如果您有其签发机构的证书文件，也可以用 --ca FILE。</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Trust for others</source>
        <translation>让他人信任</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>供谁使用</translation>
    </message>
    <message>
        <source>Lines to be copied</source>
        <translation>供复制的代码</translation>
    </message>
    <message>
        <source>Browsers and phones</source>
        <translation>浏览器和手机</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy the address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
</context>
<context>
    <name>TrustPanel</name>
    <message>
        <source>Do &amp;not connect</source>
        <translation>不连接(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Trust this server…</source>
        <translation>信任此服务器(&amp;T)…</translation>
    </message>
    <message>
        <source>For&amp;get the old identity…</source>
        <translation>忘记旧身份(&amp;G)…</translation>
    </message>
    <message>
        <source>Sho&amp;w certificate</source>
        <translation>查看证书(&amp;W)</translation>
    </message>
    <message>
        <source>Onl&amp;y this time</source>
        <translation>仅此一次(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Trust it from now on</source>
        <translation>今后一直信任(&amp;T)</translation>
    </message>
    <message>
        <source>For&amp;get it</source>
        <translation>忘记它(&amp;G)</translation>
    </message>
    <message>
        <source>%1 shows another identity than the one that you trusted.</source>
        <translation>%1 出示的身份与您信任的不同。</translation>
    </message>
    <message>
        <source>You trusted the code %1 since %2. Somebody may be standing between you and the server; or it was given a new certificate. Ask the person who runs it.</source>
        <translation>自 %2 起您信任的短码是 %1。可能有人在您与服务器之间拦截，也可能服务器换了新证书。请询问服务器的管理者。</translation>
    </message>
    <message>
        <source>It is not the one that you accepted a moment ago. Somebody may be standing between you and the server.</source>
        <translation>它不是您刚才接受的那个。可能有人在您与服务器之间拦截。</translation>
    </message>
    <message>
        <source>Its code now: %1</source>
        <translation>它现在的短码：%1</translation>
    </message>
    <message>
        <source>Nothing was sent to it, and it cannot be accepted here.</source>
        <translation>未向它发送任何内容，此处也不能接受它。</translation>
    </message>
    <message>
        <source>Did you compare the code? From now on this program connects to %1 as long as it shows this identity.</source>
        <translation>比对过短码了吗？今后只要 %1 出示此身份，本程序就会连接它。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1 的证书不受信任。</translation>
    </message>
    <message>
        <source>Forget the old identity of %1? When you connect again, you are asked whether to trust the new one.</source>
        <translation>忘记 %1 的旧身份？再次连接时，会询问是否信任新的身份。</translation>
    </message>
    <message>
        <source>%1 Nothing was sent to the server yet.</source>
        <translation>%1尚未向服务器发送任何内容。</translation>
    </message>
    <message>
        <source>Short code of the server, to be compared with the one that its owner sees: %1</source>
        <translation>服务器的短码，请与其主人看到的比对：%1</translation>
    </message>
</context>
<context>
    <name>TrustPoster</name>
    <message>
        <source>&amp;Open this page on the phone or computer that is to trust this server:</source>
        <translation>请在应信任此服务器的手机或电脑上打开此页面(&amp;O)：</translation>
    </message>
    <message>
        <source>SHA-256, to be compared with what the device shows before it installs</source>
        <translation>SHA-256，安装前请与设备显示的核对</translation>
    </message>
    <message>
        <source>%1 vouches only for local names and private addresses, and ends on %2. Use the school&apos;s devices, not private phones; the page says how to remove it again.</source>
        <translation>%1 只为本地名称和私有地址作证，有效期至 %2。请使用学校的设备，不要使用私人手机；页面上有移除方法。</translation>
    </message>
    <message>
        <source>Short code of the authority, to be compared with the page</source>
        <translation>签发机构的短码，请与页面核对</translation>
    </message>
    <message>
        <source>Short code of this server, to be compared with what a client shows that does not trust it</source>
        <translation>此服务器的短码，请与不信任它的客户端所显示的核对</translation>
    </message>
</context>
<context>
    <name>TrustRecipes</name>
    <message>
        <source>With the package websockets. The service answers what it is sent.</source>
        <translation>使用 websockets 软件包。服务会回应收到的内容。</translation>
    </message>
    <message>
        <source>Without any authority, by the server&apos;s key alone.</source>
        <translation>不经任何签发机构，仅凭服务器的密钥。</translation>
    </message>
    <message>
        <source>By the authority; or without one, by the server&apos;s key alone.</source>
        <translation>凭签发机构；或者不经签发机构，仅凭服务器的密钥。</translation>
    </message>
    <message>
        <source>With the package ws.</source>
        <translation>使用 ws 软件包。</translation>
    </message>
    <message>
        <source>Node.js, any program</source>
        <translation>Node.js，任何程序</translation>
    </message>
    <message>
        <source>Trusts the authority beside those that Node brings along; the program stays as it is.</source>
        <translation>在 Node 自带的签发机构之外再信任这一个；程序本身无需改动。</translation>
    </message>
    <message>
        <source>The second line&apos;s program trusts this authority in place of those that Java brings along.</source>
        <translation>第二行的程序只信任这个签发机构，不再信任 Java 自带的那些。</translation>
    </message>
    <message>
        <source>Prints the SHA-256 of the server&apos;s key, to be compared.</source>
        <translation>显示服务器密钥的 SHA-256，以便核对。</translation>
    </message>
    <message>
        <source>Judges the certificate; the second line prints the SHA-256 of the server&apos;s key.</source>
        <translation>检验证书；第二行显示服务器密钥的 SHA-256。</translation>
    </message>
    <message>
        <source>The system&apos;s authorities stay trusted, too.</source>
        <translation>系统的签发机构仍然受信任。</translation>
    </message>
    <message>
        <source>Chromium on Linux</source>
        <translation>Linux 上的 Chromium</translation>
    </message>
    <message>
        <source>Needs the package libnss3-tools. The last line takes it back.</source>
        <translation>需要软件包 libnss3-tools。最后一行用于撤销。</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1，有效期至 %2</translation>
    </message>
    <message>
        <source>Published keys</source>
        <translation>公开密钥</translation>
    </message>
    <message>
        <source>SHA-256 of each public key, as curl and as wslab take it. Everybody may have them; the server&apos;s stays the same when its certificate is made anew.</source>
        <translation>各公钥的 SHA-256，格式供 curl 和 wslab 使用。可以公开；服务器重新签发证书时，其公钥保持不变。</translation>
    </message>
</context>
<context>
    <name>TrustedServersDialog</name>
    <message>
        <source>Trusted servers</source>
        <translation>受信任的服务器</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>Trusted since</source>
        <translation>信任始于</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>忘记(&amp;F)</translation>
    </message>
    <message>
        <source>No server is trusted by its identity alone. A client asks when it meets one that nobody vouches for.</source>
        <translation>目前没有仅凭身份受信任的服务器。客户端遇到无人担保的服务器时会询问。</translation>
    </message>
    <message>
        <source>Nobody vouches for these servers; they are trusted as long as each shows the identity with this code.</source>
        <translation>这些服务器无人担保；只要它们出示带有此短码的身份，就受信任。</translation>
    </message>
</context>
<context>
    <name>UrlBox</name>
    <message>
        <source>Address to connect to</source>
        <translation>要连接的地址</translation>
    </message>
</context>
<context>
    <name>WebSocketUrl</name>
    <message>
        <source>There is no address; write one like ws://localhost:8765/.</source>
        <translation>没有地址；请写成 ws://localhost:8765/ 的形式。</translation>
    </message>
    <message>
        <source>%1 does not begin with ws:// or wss://.</source>
        <translation>%1 没有以 ws:// 或 wss:// 开头。</translation>
    </message>
    <message>
        <source>%1 names no host; write an address like ws://localhost:8765/.</source>
        <translation>%1 中没有主机；请写成 ws://localhost:8765/ 的形式。</translation>
    </message>
    <message>
        <source>%1 has too many colons; an IPv6 address needs brackets, like ws://[::1]:8765/.</source>
        <translation>%1 中冒号太多；IPv6 地址需要加方括号，如 ws://[::1]:8765/。</translation>
    </message>
    <message>
        <source>%1 has no valid port; ports are numbers from 1 to 65535.</source>
        <translation>%1 的端口无效；端口是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>%1 is not an address that can be understood; write one like ws://localhost:8765/.</source>
        <translation>无法理解地址 %1；请写成 ws://localhost:8765/ 的形式。</translation>
    </message>
    <message>
        <source>%1 has a # part, which the address of a WebSocket cannot have; leave it out, or write %23 for the character.</source>
        <translation>%1 含有 # 部分，WebSocket 地址中不能有它；请去掉，或把该字符写成 %23。</translation>
    </message>
</context>
<context>
    <name>WireText</name>
    <message>
        <source>reserved bits are set, but no extension was agreed on</source>
        <translation>保留位被置位，但并未协商任何扩展</translation>
    </message>
    <message>
        <source>reserved opcode</source>
        <translation>操作码是保留的</translation>
    </message>
    <message>
        <source>fragmented control frame</source>
        <translation>控制帧被分片</translation>
    </message>
    <message>
        <source>control frame with more than 125 bytes</source>
        <translation>控制帧超过 125 字节</translation>
    </message>
    <message>
        <source>length not written in the shortest form</source>
        <translation>长度没有用最短的形式表示</translation>
    </message>
    <message>
        <source>length with its highest bit set</source>
        <translation>长度的最高位被置位</translation>
    </message>
    <message>
        <source>server frames must not be masked</source>
        <translation>服务器发送的帧不能加掩码</translation>
    </message>
    <message>
        <source>client frames must be masked</source>
        <translation>客户端发送的帧必须加掩码</translation>
    </message>
    <message>
        <source>a new message began inside another</source>
        <translation>一条消息还没结束，又开始了新的消息</translation>
    </message>
    <message>
        <source>nothing to continue</source>
        <translation>没有可以继续的消息</translation>
    </message>
    <message>
        <source>text is not UTF-8</source>
        <translation>文本不是 UTF-8</translation>
    </message>
    <message>
        <source>a Close frame with one byte</source>
        <translation>关闭帧只有一个字节</translation>
    </message>
    <message>
        <source>a Close frame with the code %1, which must not be sent</source>
        <translation>关闭帧中的状态码 %1 不允许发送</translation>
    </message>
    <message>
        <source>a Close frame whose reason is not UTF-8</source>
        <translation>关闭帧中的原因不是 UTF-8</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>最多 %1 字节</translation>
    </message>
    <message>
        <source>keepalive ping timeout</source>
        <translation>对方没有及时回应保活 ping</translation>
    </message>
    <message>
        <source>message not complete in time</source>
        <translation>消息没有及时收完</translation>
    </message>
    <message>
        <source>too many pings: at most %1 a second</source>
        <translation>ping 太多，每秒最多 %1 个</translation>
    </message>
    <message>
        <source>A header field is folded over several lines.</source>
        <translation>有一个头字段折成了多行。</translation>
    </message>
    <message>
        <source>A header line has no colon.</source>
        <translation>有一行头字段没有冒号。</translation>
    </message>
    <message>
        <source>A header field&apos;s name is empty or has characters that are not allowed.</source>
        <translation>有一个头字段的名称为空，或含有不允许的字符。</translation>
    </message>
    <message>
        <source>The request has more than %1 header fields.</source>
        <translation>请求的头字段超过 %1 个。</translation>
    </message>
    <message>
        <source>The first line is not an HTTP request.</source>
        <translation>第一行不是 HTTP 请求。</translation>
    </message>
    <message>
        <source>Only HTTP/1.1 is spoken here.</source>
        <translation>这里只支持 HTTP/1.1。</translation>
    </message>
    <message>
        <source>The request&apos;s target is not a path.</source>
        <translation>请求的目标不是路径。</translation>
    </message>
    <message>
        <source>The request has control characters, or lines that do not end in CR LF.</source>
        <translation>请求中有控制字符，或有的行不以 CR LF 结尾。</translation>
    </message>
    <message>
        <source>The request&apos;s head is longer than %1 bytes.</source>
        <translation>请求头超过 %1 字节。</translation>
    </message>
    <message>
        <source>A WebSocket is opened with GET.</source>
        <translation>WebSocket 要用 GET 打开。</translation>
    </message>
    <message>
        <source>A WebSocket needs HTTP/1.1.</source>
        <translation>WebSocket 需要 HTTP/1.1。</translation>
    </message>
    <message>
        <source>The request needs exactly one Host field.</source>
        <translation>请求必须恰好有一个 Host 字段。</translation>
    </message>
    <message>
        <source>The Upgrade field does not say websocket.</source>
        <translation>Upgrade 字段中没有 websocket。</translation>
    </message>
    <message>
        <source>The Connection field does not say Upgrade.</source>
        <translation>Connection 字段中没有 Upgrade。</translation>
    </message>
    <message>
        <source>Sec-WebSocket-Key is not 16 bytes in base64.</source>
        <translation>Sec-WebSocket-Key 不是 base64 编码的 16 个字节。</translation>
    </message>
    <message>
        <source>A WebSocket&apos;s opening handshake has no body.</source>
        <translation>WebSocket 的打开握手不能带正文。</translation>
    </message>
    <message>
        <source>The request needs exactly one Sec-WebSocket-Version field.</source>
        <translation>请求必须恰好有一个 Sec-WebSocket-Version 字段。</translation>
    </message>
    <message>
        <source>Only version 13 of the WebSocket protocol is spoken here.</source>
        <translation>这里只支持 WebSocket 协议的第 13 版。</translation>
    </message>
    <message>
        <source>The Host field is not a host.</source>
        <translation>Host 字段不是主机名。</translation>
    </message>
    <message>
        <source>This server does not answer for the host %1.</source>
        <translation>这个服务器不代表主机 %1 应答。</translation>
    </message>
    <message>
        <source>Pages of the origin %1 may not connect to this server.</source>
        <translation>来源为 %1 的网页不允许连接到这个服务器。</translation>
    </message>
    <message>
        <source>The request has more than one Origin.</source>
        <translation>请求中有不止一个 Origin。</translation>
    </message>
    <message>
        <source>The request&apos;s head was not complete within %1 ms.</source>
        <translation>请求头没有在 %1 毫秒内收完。</translation>
    </message>
    <message>
        <source>Only GET and HEAD are answered here.</source>
        <translation>这里只应答 GET 和 HEAD。</translation>
    </message>
    <message>
        <source>This server has no certificate of an authority of its own, so there is none to trust.</source>
        <translation>这个服务器没有自己的颁发机构证书，所以没有可信任的证书。</translation>
    </message>
    <message>
        <source>There is no such page here.</source>
        <translation>这里没有这个页面。</translation>
    </message>
    <message>
        <source>This port speaks TLS: connect with wss instead of ws.</source>
        <translation>这个端口使用 TLS：请用 wss 而不是 ws 连接。</translation>
    </message>
    <message>
        <source>The server is full: at most %1 connections are allowed.</source>
        <translation>服务器已满：最多允许 %1 个连接。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>WebSocket Lab needs a display, and there is none that it can open. Without a window, the same server runs as: wslab serve</source>
        <translation>WebSocket Lab 需要显示器，但没有可以打开的。不带窗口运行同样的服务器：wslab serve</translation>
    </message>
    <message>
        <source>See, try and teach WebSockets: a server and clients in one window.</source>
        <translation>观察、试用和讲授 WebSocket：服务器和客户端同在一个窗口。</translation>
    </message>
    <message>
        <source>Open a client that connects there.</source>
        <translation>打开一个连接到该地址的客户端。</translation>
    </message>
    <message>
        <source>Only one address can be given.</source>
        <translation>只能给出一个地址。</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>显示本帮助。</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>显示版本。</translation>
    </message>
</context>
</TS>
