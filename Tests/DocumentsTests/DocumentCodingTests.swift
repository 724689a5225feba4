// Tests of documents from and to Codable values: keys, absent values, and a located error for every kind of fault.

import Documents
import Testing

private struct Call: Codable, Equatable, ValidatedDocument {
  enum Zygosity: String, Codable, CaseIterable { case heterozygous, homozygous }
  var gene: String
  var altDepth: Int
  var vaf: Double?
  var hgvsC: String?
  var zygosity: Zygosity
  var known: [String: Int]

  func validate() throws(InvalidValue) {
    if let vaf, !(0...1).contains(vaf) { throw InvalidValue("vaf", "a fraction is from 0 to 1") }
  }
}

private struct Screen: Codable, Equatable {
  var schema = "collagen.test/2"
  var calls: [Call]
  var phaseSet: Int?
}

private struct Explicit: Codable, Equatable {
  var type: String
  var rulePack: String
  enum CodingKeys: String, VerbatimKeys {
    case type = "SVTYPE"
    case rulePack
  }
}

private struct Everything: Codable, Equatable {
  var bool: Bool?
  var string: String?
  var double: Double?
  var float: Float?
  var int: Int?
  var int8: Int8?
  var int16: Int16?
  var int32: Int32?
  var int64: Int64?
  var uint: UInt?
  var uint8: UInt8?
  var uint16: UInt16?
  var uint32: UInt32?
  var uint64: UInt64?
  var list: [Int]?
  var range: ClosedRange<Int>?
  var json: JSONValue?
}

@Suite struct DocumentCodingTests {
  private func node(_ text: String) throws -> DocumentNode { try DocumentNode.json(text, file: "x.json") }

  private func fault<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> InputFault? {
    let node = try node(text)
    return #expect(throws: InputFaults.self) { try DocumentDecoder().decode(type, from: node, file: "x.json") }?
      .faults.first
  }

  @Test func keysAreSnakeCaseInTheOrderOfTheProperties() throws {
    let call = Call(gene: "G", altDepth: 3, vaf: .nan, hgvsC: nil, zygosity: .homozygous, known: ["b": 1, "aB": 2])
    let text = try DocumentEncoder().value(of: Screen(calls: [call], phaseSet: nil)).line()
    #expect(
      text == #"{"schema": "collagen.test/2", "calls": [{"gene": "G", "alt_depth": 3, "vaf": null, "hgvs_c": null, "#
        + #""zygosity": "homozygous", "known": {"aB": 2, "b": 1}}], "phase_set": null}"#)
    let omitted = try DocumentEncoder(keys: .verbatim, absent: .omitted).value(of: Screen(calls: [], phaseSet: 4))
    #expect(omitted.line() == #"{"schema": "collagen.test/2", "calls": [], "phaseSet": 4}"#)
    let explicit = Explicit(type: "DEL", rulePack: "x")
    let written = try DocumentEncoder().value(of: explicit)
    #expect(written.line() == #"{"SVTYPE": "DEL", "rulePack": "x"}"#)
    #expect(try DocumentDecoder().decode(Explicit.self, from: node(written.line()), file: "x") == explicit)
  }

  @Test(arguments: [
    ("altDepth", "alt_depth"), ("hgvsC", "hgvs_c"), ("hgvsLRG", "hgvs_lrg"), ("URLText", "url_text"), ("x", "x"),
    ("sha256Digest", "sha256_digest"), ("alt_depth", "alt_depth"), ("isRNA", "is_rna"), ("p5Value", "p5_value"),
  ])
  func snakeCase(name: String, key: String) { #expect(name.snakeCased == key) }

  @Test func everyAbsentValueIsNull() throws {
    let value = try DocumentEncoder().value(of: Everything())
    guard case .object(let object) = value else { throw InvalidValue("", "no object") }
    #expect(object.members.count == 17)
    for member in object.members { #expect(member.value == .null, "\(member.key)") }
    #expect(try DocumentEncoder(absent: .omitted).value(of: Everything()) == .object([:]))
  }

  @Test func everyPrimitiveComesBack() throws {
    let everything = Everything(
      bool: true, string: "s", double: -0.1, float: 0.1, int: .min, int8: .min, int16: .max, int32: .min, int64: .max,
      uint: 7, uint8: .max, uint16: .max, uint32: .max, uint64: 8, list: [1, 2], range: 1...3,
      json: .object(["aB": .list([.null])]))
    let document = try DocumentEncoder().value(of: everything).document()
    #expect(document.contains("\"float\": 0.1,"))
    #expect(try DocumentDecoder().decode(Everything.self, from: node(document), file: "x") == everything)
    #expect(throws: EncodingError.self) { try DocumentEncoder().value(of: [UInt64.max]) }
  }

  @Test(arguments: [
    ("bool", "1", "WRONG_TYPE"), ("string", "1", "WRONG_TYPE"), ("double", "\"1\"", "WRONG_TYPE"),
    ("double", "1e999", "OUT_OF_RANGE"), ("float", "1e39", "OUT_OF_RANGE"), ("float", "true", "WRONG_TYPE"),
    ("int", "9223372036854775808", "OUT_OF_RANGE"), ("int", "1.0", "WRONG_TYPE"), ("int", "1e2", "WRONG_TYPE"),
    ("int8", "128", "OUT_OF_RANGE"), ("int16", "-32769", "OUT_OF_RANGE"), ("int32", "2147483648", "OUT_OF_RANGE"),
    ("int64", "-9223372036854775809", "OUT_OF_RANGE"), ("uint", "-1", "OUT_OF_RANGE"), ("uint8", "256", "OUT_OF_RANGE"),
    ("uint16", "65536", "OUT_OF_RANGE"), ("uint32", "4294967296", "OUT_OF_RANGE"),
    ("uint64", "18446744073709551616", "OUT_OF_RANGE"), ("int", "[]", "WRONG_TYPE"), ("list", "{}", "WRONG_TYPE"),
    ("list", "[1, \"2\"]", "WRONG_TYPE"), ("range", "[3, 1]", "INVALID_VALUE"), ("range", "[1]", "MISSING"),
  ])
  func everyWrongValueIsLocated(key: String, value: String, code: String) throws {
    let fault = try fault(Everything.self, "{\"json\": false,\n \"\(key)\": \(value)}")
    #expect(fault?.code.rawValue == code && fault?.line == 2 && (fault?.position.byte ?? 0) > 15)
    #expect(fault?.place.hasPrefix(key) == true && fault?.file == "x.json")
  }

  @Test func pathsNameElementsFromOne() throws {
    let good = #"{"gene": "G", "alt_depth": 3, "zygosity": "homozygous", "known": {}}"#
    func screen(_ call: String) -> String { "{\"schema\": \"s\", \"calls\": [\(good),\n  \(call)]}" }
    let missing = try fault(Screen.self, screen(#"{"gene": "G", "zygosity": "homozygous", "known": {}}"#))
    #expect(missing?.description == "x.json:2:3: MISSING: calls[2]: the key alt_depth is missing")
    let word = try fault(Screen.self, screen(good.replacing("homozygous", with: "both")))
    #expect(word?.place == "calls[2].zygosity" && word?.reason == "one of: heterozygous, homozygous")
    let fraction = try fault(Screen.self, screen(good.replacing("\"known\"", with: "\"vaf\": 1.5, \"known\"")))
    #expect(fraction?.code == .invalidValue && fraction?.place == "calls[2].vaf" && fraction?.column == 66)
    let map = try fault(Screen.self, screen(good.replacing("{}", with: #"{"a": 1.5}"#)))
    #expect(map?.place == "calls[2].known.a")
    let root = try fault(Screen.self, "[]")
    #expect(root?.description == "x.json:1:1: WRONG_TYPE: a table of keys is expected, not a list")
  }

  @Test func remediesSayHowToWriteIt() throws {
    #expect(try fault([Double].self, "[\"1.5\"]")?.remedy == "leave the quotes out")
    #expect(try fault([Double].self, "[\"1,5\"]")?.remedy == "write decimals with a point")
    #expect(try fault([String].self, "[7]")?.remedy == "put it in quotes")
  }

  @Test func unknownKeysAreRefusedOrTold() throws {
    let text = "{\"schema\": \"s\", \"calls\": [], \"phase_sets\": 1,\n \"wholly_other\": {}}"
    let node = try node(text)
    let error = #expect(throws: InputFaults.self) { try DocumentDecoder().decode(Screen.self, from: node, file: "x") }
    #expect(error?.faults.map(\.code) == [.unknownKey, .unknownKey] && error?.faults.map(\.line) == [1, 2])
    #expect(error?.faults[0].remedy == "did you mean phase_set?" && error?.faults[0].place == "phase_sets")
    #expect(error?.faults[1].remedy == "known here: calls, phase_set, schema")
    let decoded = try DocumentDecoder(unknownKeys: .collect).decoded(Screen.self, from: node, file: "x")
    #expect(decoded.unknown.count == 2 && decoded.value.calls.isEmpty)
    // A wrong value and an unknown key of a finished part are told together.
    let both = try self.node(
      #"{"schema": "s", "calls": [{"gene": "G", "alt_depth": 1, "zygosity": "homozygous", "known": {}, "z": 1}, 3]}"#)
    let faults = #expect(throws: InputFaults.self) { try DocumentDecoder().decode(Screen.self, from: both, file: "x") }
    #expect(faults?.faults.map(\.place) == ["calls[1].z", "calls[2]"])
  }

  @Test func nestedContainersAreReadAndChecked() throws {
    let pair = Nested(first: 1, rest: ["a", "b"])
    let document = try DocumentEncoder().value(of: pair)
    #expect(document.line() == #"{"inner_part": {"first_value": 1, "rest": ["a", "b"]}}"#)
    #expect(try DocumentDecoder().decode(Nested.self, from: node(document.line()), file: "x") == pair)
    let unknown = try fault(Nested.self, #"{"inner_part": {"first_value": 1, "rest": [], "other": 1}}"#)
    #expect(unknown?.code == .unknownKey && unknown?.place == "inner_part.other")
    let wrong = try fault(Nested.self, #"{"inner_part": {"first_value": 1, "rest": ["a", 2]}}"#)
    #expect(wrong?.place == "inner_part.rest[2]")
  }

  @Test(arguments: [21, 22] as [UInt64])
  func valuesOfAnyShapeComeBack(seed: UInt64) throws {
    var generator = DocumentGenerator(seed: seed)
    for _ in 0..<100 {
      let calls = (0..<generator.below(4)).map { _ in
        Call(
          gene: generator.text(), altDepth: Int(truncatingIfNeeded: generator.next()),
          vaf: generator.below(2) == 0 ? nil : Double(generator.below(1001)) / 1000,
          hgvsC: generator.below(2) == 0 ? nil : generator.text(), zygosity: .heterozygous,
          known: [generator.text(): generator.below(9)])
      }
      let screen = Screen(calls: calls, phaseSet: generator.below(2) == 0 ? nil : 1)
      let text = try DocumentEncoder().value(of: screen).document()
      #expect(try DocumentDecoder().decode(Screen.self, from: node(text), file: "x") == screen, "seed \(seed)")
    }
  }
}

private struct Nested: Codable, Equatable {
  var first: Int
  var rest: [String]

  enum CodingKeys: CodingKey { case innerPart }
  enum InnerKeys: CodingKey { case firstValue, rest }

  init(first: Int, rest: [String]) {
    self.first = first
    self.rest = rest
  }

  init(from decoder: any Decoder) throws {
    let outer = try decoder.container(keyedBy: CodingKeys.self)
    let inner = try outer.nestedContainer(keyedBy: InnerKeys.self, forKey: .innerPart)
    first = try inner.decode(Int.self, forKey: .firstValue)
    var list = try inner.nestedUnkeyedContainer(forKey: .rest)
    rest = []
    while !list.isAtEnd { rest.append(try list.decode(String.self)) }
  }

  func encode(to encoder: any Encoder) throws {
    var outer = encoder.container(keyedBy: CodingKeys.self)
    var inner = outer.nestedContainer(keyedBy: InnerKeys.self, forKey: .innerPart)
    try inner.encode(first, forKey: .firstValue)
    var list = inner.nestedUnkeyedContainer(forKey: .rest)
    for text in rest { try list.encode(text) }
  }
}
