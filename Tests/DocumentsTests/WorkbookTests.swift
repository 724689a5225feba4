// Workbooks as they are written, and archives and XML that are damaged or hostile.

import CZlib
import Testing

@testable import Documents

@Suite struct WorkbookTests {
  /// A ZIP archive of stored members, each field of which a test may falsify.
  static func archive(_ members: [(name: String, text: String)], count: Int? = nil, flags: UInt8 = 0) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in members {
      let body = Array(text.utf8)
      let sum = unsafe body.withUnsafeBufferPointer { unsafe Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
      let sizes = number(sum, 4) + number(body.count, 4) + number(count ?? body.count, 4)
      let offset = out.count
      out += [0x50, 0x4B, 3, 4, 20, 0, flags, 0, 0, 0, 0, 0, 0, 0] + sizes + number(name.utf8.count, 2) + [0, 0]
      out += Array(name.utf8) + body
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, flags, 0, 0, 0, 0, 0, 0, 0] + sizes
      directory += number(name.utf8.count, 2) + [UInt8](repeating: 0, count: 12) + number(offset, 4) + Array(name.utf8)
    }
    let start = out.count
    return out + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(start, 4) + [0, 0]
  }

  static func book(_ sheet: String, strings: String = "", styles: String = "") -> [(name: String, text: String)] {
    [
      ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S &amp; T\" r:id=\"r1\"/></sheets></workbook>"),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>"
      ),
      ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(sheet)</sheetData></worksheet>"),
      ("xl/sharedStrings.xml", "<sst>\(strings)</sst>"), ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
    ]
  }

  @Test func cells() throws {
    let sheet =
      "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\"><v>5.3999999999999999E-2</v></c><c r=\"E2\" t=\"b\"><v>1</v></c>"
      + "<c r=\"F2\" s=\"1\"><v>46083.5</v></c><c r=\"G2\" t=\"inlineStr\"><is><t> x </t></is></c><c r=\"AA2\" t=\"e\"><v>#N/A</v></c></row>"
    let strings = "<si><r><t>one</t></r><r><t> two</t></r><rPh><t>hint</t></rPh></si>"
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
    let book = try #require(
      try Workbook(Self.archive(Self.book(sheet, strings: strings, styles: styles)), file: "b.xlsx"))
    #expect(book.sheets.map(\.name) == ["S & T"] && book.sheets[0].rows.count == 2)
    let row = book.sheets[0].rows[1]
    #expect(row[1] == "one two" && row[3] == "0.054" && row[4] == "TRUE" && row[5] == "2026-03-02 12:00:00")
    #expect(row[6] == "x" && row[26] == "#N/A" && row[0].isEmpty && book.sheets[0].text(9, 9).isEmpty)
  }

  /// Damage, encryption, sizes that lie, cells without end: an error each, never a trap.
  @Test func hostile() throws {
    func code(_ bytes: [UInt8]) -> InputFault.Code? {
      (#expect(throws: InputFaults.self) { try Workbook(bytes, file: "b.xlsx") })?.code
    }
    let whole = Self.archive(Self.book("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"))
    for length in stride(from: 4, to: whole.count, by: 7) { #expect(code(Array(whole.prefix(length))) != nil) }
    for place in stride(from: 0, to: whole.count, by: 3) {
      var bytes = whole
      bytes[place] ^= 0x55
      // Whatever the change does, it is an error or another workbook.
      _ = try? Workbook(bytes, file: "b.xlsx")
    }
    #expect(code(Self.archive(Self.book(""), count: 1 << 30)) == .tooLarge)
    #expect(code(Self.archive(Self.book(""), count: 3)) == .badCompressedData)
    #expect(code(Self.archive(Self.book(""), flags: 1)) == .unknownFormat)
    #expect(code(Self.archive([("a.txt", "x")])) == .unknownFormat)
    let wide = (1...200).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    #expect(code(Self.archive(Self.book(wide))) == .tooLarge)
    #expect(code(Self.archive(Self.book("<row><c>"))) == .syntax)
    #expect(try Workbook(Array("a,b\n".utf8), file: "t") == nil)
    #expect(try Workbook(Array("<?xml version=\"1.0\"?><a/>".utf8), file: "t") == nil)
  }
}

@Suite struct XMLScannerTests {
  private func events(_ text: String) throws -> [XMLEvent] {
    var scanner = XMLScanner(Array(text.utf8), file: "x.xml")
    var found: [XMLEvent] = []
    while let event = try scanner.next() { found.append(event) }
    return found
  }

  @Test func wellFormed() throws {
    let text =
      "<?xml version=\"1.0\"?><!-- <x> --><ss:a k='1' n:m = \"a&lt;&#65;\"><b/>x&amp;y<![CDATA[<z>&]]></ss:a>\n"
    #expect(
      try events(text) == [
        .start("a", ["k": "1", "m": "a<A"]), .start("b", [:]), .end("b"), .text("x&y"), .text("<z>&"), .end("a"),
      ])
    #expect(try events(" ").isEmpty && XMLScanner.isXML(Array("\u{FEFF}<?xml".utf8)))
    #expect(XMLScanner.isXML([0xFF, 0xFE] + "<?xml ".utf8.flatMap { [$0, 0] }) && !XMLScanner.isXML([60, 97]))
  }

  /// No document type, no entity of its own, nothing open, no nesting without end.
  @Test func refused() {
    for text in [
      "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&b;</a>", "<a>", "<a></b>", "</a>", "<a k=1/>", "<a k/>",
      "<a>&amp",
      "<a>&amp </a>", "<!-- ", "<a k=\"", "<", "<a/", String(repeating: "<a>", count: 200),
    ] {
      #expect(throws: InputFaults.self, "\(text.prefix(20))") { try events(text) }
    }
  }
}
