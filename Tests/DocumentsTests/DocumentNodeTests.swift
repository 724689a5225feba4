// Tests of the located documents: what is read, where faults are found, what is refused.

import Testing
import Documents
import DocumentsYAML

@Suite struct DocumentNodeTests {
  @Test func yamlAndJSONGiveTheSameValues() throws {
    let yaml = "a: 1.50\nb: [x, 'y', true]\nc:\n  d: null\n  e: \"2\"\n"
    let json = "{\"a\": 1.50, \"b\": [\"x\", \"y\", true], \"c\": {\"d\": null, \"e\": \"2\"}}"
    func plain(_ node: DocumentNode) -> String {
      switch node.content {
      case .null: "null"
      case .boolean(let value): "\(value)"
      case .number(let text): text
      case .text(let text): "'\(text)'"
      case .list(let values): "[" + values.map(plain).joined(separator: ",") + "]"
      case .table(let entries): "{" + entries.map { $0.key + ":" + plain($0.value) }.joined(separator: ",") + "}"
      }
    }
    let first = plain(try DocumentNode.parse(yaml, file: "a.yaml"))
    #expect(first == plain(try DocumentNode.parse(json, file: "a.json")))
    #expect(first == "{a:1.50,b:['x','y',true],c:{d:null,e:'2'}}")
  }

  @Test func placesAreLineAndColumn() throws {
    let document = try DocumentNode.parse("{\n  \"é\": 1,\n  \"b\": [true]}", file: "a.json")
    #expect(document["b"]?.elements[0].mark == DocumentNode.Mark(line: 3, column: 9, byte: 21))
    #expect(document.entries[0].mark == DocumentNode.Mark(line: 2, column: 3, byte: 4))
  }

  @Test(arguments: [
    "{\"a\": 1, \"a\": 2}", "{\"a\": 01}", "{\"a\": tru}", "[1, 2", "{\"a\" 1}", "[\"\u{1}\"]", "[\"\\x\"]", "{} {}",
    "[\"\\ud800\"]", "[1.]", "[+1]", "[\"\\u+123\"]", "{\"a\": }", "[1,]",
  ])
  func badJSONIsRefusedWithItsPlace(_ text: String) {
    let error = #expect(throws: InputFaults.self) { try DocumentNode.parse(text, file: "bad.json") }
    #expect(error?.faults[0].line == 1)
  }

  @Test(arguments: ["a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: [1\n", "a: 1\n---\nb: 2\n", "? [1]\n: 2\n", "a: b: c\n"])
  func badYAMLIsRefused(_ text: String) {
    #expect(throws: InputFaults.self) { try DocumentNode.parse(text, file: "bad.yaml") }
  }

  @Test func deepNestingIsRefusedAndDoesNotCrash() {
    for text in [
      String(repeating: "[", count: 100_000), "a: " + String(repeating: "[", count: 100_000),
      String(repeating: "{\"a\":", count: 100_000),
    ] {
      #expect(throws: InputFaults.self) { try DocumentNode.parse(text, file: "deep") }
    }
  }

  @Test func escapesComeBack() throws {
    let document = try DocumentNode.parse("[\"\\u0000\\n\\t\\\"\\\\\\/\\ud83d\\ude00\"]", file: "a.json")
    #expect(document.elements[0].text == "\u{0}\n\t\"\\/😀")
  }

  @Test func placesInOneLongLineAreCountedOnce() throws {
    // A document without line ends: counting every place from the line's start would take minutes.
    let text = "[" + (0..<40_000).map { _ in "\"é\"" }.joined(separator: ",") + ",\n {\"ü\": 1, \"b\": x}]"
    let error = #expect(throws: InputFaults.self) { try DocumentNode.parse(text, file: "x.json") }
    #expect(error?.faults.first?.line == 2 && error?.faults.first?.column == 16)
    let sound = try DocumentNode.parse(text.replacing("x", with: "2"), file: "x.json")
    #expect(sound.elements[39_999].mark == DocumentNode.Mark(line: 1, column: 2 + 4 * 39_999, byte: 1 + 5 * 39_999))
    #expect(sound.elements.last?["b"]?.mark.column == 16)
  }
}
