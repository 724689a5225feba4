// A folder of results after seeded damage of every kind: the manifest tells all of it, and nothing where there is none.

import Documents
import Foundation
import Reporting
import Testing

@Suite struct ManifestTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private enum Damage: CaseIterable {
    case none, bit, cut, grown, removed, added, exchanged, anotherManifest, editedManifest, cutManifest, noManifest
  }

  private let manager = FileManager.default

  private func made(_ path: String, sample: String, using generator: inout Generator) throws {
    let folder = try OutputFolder(
      path: path, run: OutputRun(version: "1", command: "screen", sample: sample, commandLine: ["collagen", "screen"]))
    for index in 0..<Int.random(in: 2...6, using: &generator) {
      let bytes = (0..<Int.random(in: 1...4000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      try folder.write("\(sample).\(index).bin", bytes)
    }
    try folder.publish(inputs: [
      Manifest.File(name: "reads.fq", bytes: 9, sha256: String(repeating: "a", count: 64))
    ])
  }

  private func damage(_ kind: Damage, _ path: String, other: String, using generator: inout Generator) throws {
    let names = try manager.contentsOfDirectory(atPath: path).filter { $0 != Manifest.fileName }.sorted()
    let victim = URL(filePath: path + "/" + (try #require(names.randomElement(using: &generator))))
    let manifest = URL(filePath: path + "/" + Manifest.fileName)
    var bytes = try Data(contentsOf: victim)
    switch kind {
    case .none: break
    case .bit:
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      try bytes.write(to: victim)
    case .cut: try bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)).write(to: victim)
    case .grown: try (bytes + [10]).write(to: victim)
    case .removed: try manager.removeItem(at: victim)
    case .added: try bytes.write(to: URL(filePath: path + "/P99.html"))
    case .exchanged:
      let theirs = try manager.contentsOfDirectory(atPath: other).filter { $0 != Manifest.fileName }.sorted()[0]
      try Data(contentsOf: URL(filePath: other + "/" + theirs)).write(to: victim)
    case .anotherManifest: try Data(contentsOf: URL(filePath: other + "/" + Manifest.fileName)).write(to: manifest)
    case .editedManifest:
      var text = Array(try String(contentsOf: manifest, encoding: .utf8).utf8)
      // Any digit or small letter inside the text becomes its neighbour.
      let places = text.indices.filter { (48...56).contains(text[$0]) || (97...121).contains(text[$0]) }
      text[try #require(places.randomElement(using: &generator))] += 1
      try Data(text).write(to: manifest)
    case .cutManifest:
      let text = try Data(contentsOf: manifest)
      try text.prefix(Int.random(in: 60..<text.count - 1, using: &generator)).write(to: manifest)
    case .noManifest: try manager.removeItem(at: manifest)
    }
  }

  @Test(arguments: [UInt64(1), 20_261_129]) func everyDamageIsTold(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let root = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: root) }
    try made(root + "/other", sample: "P08", using: &generator)
    for round in 0..<110 {
      let kind = Damage.allCases[round % Damage.allCases.count]
      let path = "\(root)/\(round)"
      try made(path, sample: "P07", using: &generator)
      try damage(kind, path, other: root + "/other", using: &generator)
      let check = FolderCheck(folder: path)
      let label: Comment = "seed \(seed), round \(round), \(kind): \(check.state)"
      switch kind {
      case .none: #expect(check.state == .whole, label)
      case .noManifest: #expect(check.state == .foreign, label)
      case .removed: #expect(check.state == .changed && check.missing.count == 1, label)
      case .added: #expect(check.state == .changed && check.added == ["P99.html"], label)
      case .bit, .cut, .grown, .exchanged: #expect(check.state == .changed && check.changed.count == 1, label)
      case .anotherManifest: #expect(check.state == .changed && !check.missing.isEmpty, label)
      case .editedManifest, .cutManifest: #expect([.changed, .foreign, .mixed].contains(check.state), label)
      }
      guard [.bit, .cut, .grown, .exchanged].contains(kind), let name = check.changed.first else { continue }
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name)))
      let summary = try #require(FileBytes.summary(path + "/" + name))
      #expect(summary.bytes == bytes.count)
      #expect(Manifest.fault(ofFile: path + "/" + name, bytes: summary.bytes, sha256: summary.sha256) != nil, label)
    }
  }

  /// Workflow engines put links to files of finished folders into their own.
  @Test func aLinkToAChangedFileIsTold() throws {
    var generator = Generator(state: 5)
    let root = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: root) }
    try made(root + "/made", sample: "P07", using: &generator)
    try manager.createDirectory(atPath: root + "/staged", withIntermediateDirectories: true)
    let name = try #require(FileBytes.names(in: root + "/made")?.first { $0 != Manifest.fileName })
    let (file, link) = (root + "/made/" + name, root + "/staged/input.json")
    try manager.createSymbolicLink(atPath: link, withDestinationPath: "../made/" + name)
    let whole = try #require(FileBytes.summary(link))
    #expect(Manifest.fault(ofFile: link, bytes: whole.bytes, sha256: whole.sha256) == nil)
    try Data((try Data(contentsOf: URL(filePath: file))) + [10]).write(to: URL(filePath: file))
    let changed = try #require(FileBytes.summary(link))
    #expect(Manifest.fault(ofFile: link, bytes: changed.bytes, sha256: changed.sha256)?.code == .changedFile)
    try manager.removeItem(atPath: file)
    #expect(Manifest.fault(ofFile: link, bytes: 1, sha256: "") == nil)
  }

  /// A result that the manifest beside it does not list came from elsewhere; records and tables that people put there
  /// did too, and may.
  @Test func aResultThatIsNotListedIsForeign() throws {
    var generator = Generator(state: 7)
    let path = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: path) }
    try made(path, sample: "P07", using: &generator)
    func fault(_ text: String, _ name: String = "P07b.json") -> InputFault? {
      let bytes = Array(text.utf8)
      return Manifest.fault(ofFile: path + "/" + name, bytes: bytes.count, sha256: "", contents: { bytes })
    }
    for schema in ["collagen.screen/2", "collagen.assay/2", "collagen.report/2", "collagen.screen/1"] {
      let fault = fault("{\"depth\": 1, \"schema\": \"\(schema)\"}")
      #expect(fault?.code.rawValue == "FOREIGN_FILE" && fault?.reason.contains("collagen screen") == true, "\(schema)")
    }
    for text in [
      "{\"schema\": \"collagen.case/2\", \"id\": \"P07\"}", "id: P07\n", "{\"id\": 1}", "##fileformat=VCFv4.2\n",
    ] {
      #expect(fault(text) == nil, "\(text)")
    }
    #expect(Manifest.fault(ofFile: path + "/x.json", bytes: 1, sha256: "") == nil)
  }

  @Test func theManifestReadsBackAndHasItsSchemaFirst() throws {
    var generator = Generator(state: 3)
    let path = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: path) }
    try made(path, sample: "P07", using: &generator)
    let text = try String(contentsOfFile: path + "/" + Manifest.fileName, encoding: .utf8)
    #expect(text.hasPrefix("{\n  \"schema\": \"collagen.manifest/1\",\n  \"program\": \"collagen\","))
    let manifest = try Manifest(json: text, file: "manifest.json")
    #expect(manifest.sealed.text() == text && manifest.inputs.map(\.name) == ["reads.fq"])
  }

  /// A manifest decides which files are read: none outside of its folder.
  @Test(arguments: ["../x", "/etc/passwd", "a/../b", "", ".", "..", "a//b", "a/b/c", "x/"])
  func namesOutsideTheFolderAreRefused(_ name: String) {
    let file = Manifest.File(name: name, bytes: 1, sha256: String(repeating: "a", count: 64))
    let run = OutputRun(version: "1", command: "screen", sample: nil)
    let text = Manifest(run, inputs: [], files: [file]).sealed.text()
    let error = #expect(throws: InputFaults.self) { try Manifest(json: text, file: "manifest.json") }
    #expect(error?.faults.first?.code == .invalidValue, "\(name)")
  }

  /// Who cuts the manifest to nothing must not make the results beside it look as if they never had one.
  @Test func aResultBesideAnEmptiedManifestIsTold() throws {
    let path = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: path) }
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    func fault(_ text: String) -> InputFault? {
      Manifest.fault(ofFile: path + "/P07.json", bytes: 1, sha256: "", contents: { Array(text.utf8) })
    }
    let result = "{\"schema\": \"collagen.screen/2\"}"
    for text in ["", "{", "not JSON", "{}", "[]", "{\"program\": \"collagen\"}", "{\"schema\": \"collagen.manif"] {
      try Data(text.utf8).write(to: URL(filePath: path + "/manifest.json"))
      #expect(fault(result)?.code == .changedFile, "\(text)")
      #expect(text.contains("collagen") || fault("id: P07\n") == nil, "\(text): a record may lie beside anything")
    }
    try Data("{\"name\": \"app\"}".utf8).write(to: URL(filePath: path + "/manifest.json"))
    #expect(fault(result) == nil)
    try manager.removeItem(atPath: path + "/manifest.json")
    #expect(fault(result) == nil)
    try manager.createDirectory(atPath: path + "/manifest.json", withIntermediateDirectories: false)
    #expect(fault(result)?.code == .changedFile)
  }

  @Test func anotherProgramsManifestIsNone() throws {
    let path = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
    defer { try? manager.removeItem(atPath: path) }
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    for text in ["{\"name\": \"app\", \"manifest_version\": 3}", "[]", "not JSON", ""] {
      try Data(text.utf8).write(to: URL(filePath: path + "/manifest.json"))
      #expect(FolderCheck(folder: path).state == .foreign)
      #expect(Manifest.fault(ofFile: path + "/a.json", bytes: 1, sha256: "") == nil)
    }
  }
}
