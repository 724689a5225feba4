// Tests of JSON out: both forms, every escape, numbers, and that what is written is read back.

import Documents
import Testing

@Suite struct JSONValueTests {
  @Test func theDocumentKeepsTheOrderOfItsMembers() {
    let value: JSONValue = .object([
      "schema": "collagen.test/2", "b": .list([.integer(1), .number(2.5), .null]), "a": .list(["x", .object([:])]),
      "c": .object(["d": .boolean(true)]), "e": .list([]),
    ])
    let expected = """
      {
        "schema": "collagen.test/2",
        "b": [1, 2.5, null],
        "a": [
          "x",
          {}
        ],
        "c": {
          "d": true
        },
        "e": []
      }

      """
    #expect(value.document() == expected)
    #expect(
      value.line() == #"{"schema": "collagen.test/2", "b": [1, 2.5, null], "a": ["x", {}], "c": {"d": true}, "e": []}"#)
  }

  /// The example of RFC 8785, section 3.2.3: keys by UTF-16 code units.
  @Test func canonicalKeysAreSortedByUTF16() {
    let value: JSONValue = .object([
      "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
    ])
    let keys = ["\\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"]
    var rest = Substring(value.canonical())
    for key in keys {
      let found = rest.firstRange(of: "\"\(key)\":")
      #expect(found != nil, "\(key.debugDescription) is out of order")
      if let found { rest = rest[found.upperBound...] }
    }
  }

  @Test func canonicalTextIsThatOfRFC8785() {
    // Section 3.2.2, with the numbers of appendix B.
    let value: JSONValue = .object([
      "numbers": .list([.number(333_333_333.33333329), .number(1e30), .number(4.50), .number(2e-3), .number(1e-27)]),
      "string": "\u{20ac}$\u{f}\nA'B\"\\\\\"/", "literals": .list([.null, .boolean(true), .boolean(false)]),
    ])
    #expect(
      value.canonical()
        == #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"#
        + "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}")
  }

  @Test func everythingADisplayActsOnIsEscaped() throws {
    var unsafe: [UInt32] = Array(0..<0x20) + Array(0x7F..<0xA0)
    unsafe += [0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0xE0001]
    unsafe += Array(0x202A...0x202E) + Array(0x2066...0x2069)
    for scalar in unsafe.compactMap(Unicode.Scalar.init) {
      let text = "a" + String(Character(scalar)) + "b"
      let document = JSONValue.list([.text(text)]).document()
      let isWritten = document.unicodeScalars.contains { $0 == scalar && $0 != "\n" }
      #expect(!isWritten, "U+\(String(scalar.value, radix: 16)) is written as it is")
      #expect(try DocumentNode.json(document, file: "x").elements.first?.text == text)
    }
    #expect(JSONValue.text("/é€😀").line() == "\"/é€😀\"")
  }

  @Test func whatIsNoNumberBecomesNull() {
    #expect(JSONValue.optional(Double.nan) == .null && JSONValue.optional(-Double.infinity) == .null)
    #expect(JSONValue.rounded(.infinity) == .null && JSONValue.significant(.nan) == .null)
    #expect(JSONValue.rounded(nil as Double?) == .null && JSONValue.optional("") == .null)
    #expect(JSONValue.rounded(0.123_45) == .number(0.1235) && JSONValue.rounded(-0.000_01) == .number(0))
    #expect(JSONValue.significant(123_456.789, 4) == .number(123_500))
  }

  @Test func membersAreSetAndTakenAwayInPlace() {
    var object: JSONObject = ["a": .integer(1), "b": .null]
    object["c"] = .integer(3)
    object["a"] = .integer(2)
    #expect(object == ["a": .integer(2), "b": .null, "c": .integer(3)])
    #expect(object.withoutNulls == ["a": .integer(2), "c": .integer(3)])
    object["a"] = nil
    object["zz"] = nil
    #expect(object.members.map(\.key) == ["b", "c"])
    #expect(object.appending(["d": .null]).members.map(\.key) == ["b", "c", "d"])
    #expect(JSONObject(sorting: ["b": .null, "a": .null]).members.map(\.key) == ["a", "b"])
    #expect(JSONValue.object(object)["c"] == .integer(3) && JSONValue.null["c"] == nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var generator = DocumentGenerator(seed: seed)
    for round in 0..<300 {
      let value = generator.value(depth: 4)
      for text in [value.document(), value.line(), value.canonical()] {
        let back = JSONValue(try DocumentNode.json(text, file: "seed \(seed)"))
        #expect(back.canonical() == value.canonical(), "seed \(seed), round \(round)")
      }
      #expect(value.document() == JSONValue(try DocumentNode.json(value.document(), file: "x")).document())
    }
  }
}
