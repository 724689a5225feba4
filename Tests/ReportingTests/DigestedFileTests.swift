// The digest of an input in documents: one key, named by its algorithm.

import Documents
import Reporting
import Testing

@Suite struct DigestedFileTests {
  private static let digits = String(repeating: "0a", count: 32)

  private static func input(_ sha256: String?, _ blake3: String?) -> ReportedInput {
    ReportedInput(
      name: "r.fq", bytes: 5, sha256: sha256, blake3: blake3, container: "gzip", completeness: .verified, route: .stream
    )
  }

  @Test(arguments: [
    (digits, nil, "\"sha256\": \"\(digits)\""), (nil, digits, "\"blake3\": \"\(digits)\""),
    (nil, nil, "\"digest\": \"none\""),
  ])
  func oneKeyTellsTheAlgorithm(_ sha256: String?, _ blake3: String?, _ key: String) throws {
    let input = DigestedFileTests.input(sha256, blake3)
    let file = Manifest.File(input)
    for text in [JSONValue(encoding: input).document(), JSONValue(encoding: file).document()] {
      #expect(text.contains(key))
      #expect(["sha256", "blake3", "digest"].count { text.contains("\"\($0)\"") } == 1)
    }
    let read: ReportedInput = try decoded(JSONValue(encoding: input).document())
    #expect(read == input)
    let listed: Manifest.File = try decoded(JSONValue(encoding: file).document())
    #expect(listed == file)
  }

  @Test(arguments: [
    "", "\"sha256\": \"\(digits)\", \"blake3\": \"\(digits)\",", "\"digest\": \"none\", \"blake3\": \"\(digits)\",",
    "\"digest\": \"md5\",", "\"blake3\": \"0a\",", "\"sha256\": \"\(digits.uppercased())\",",
  ])
  func othersAreRefused(_ digest: String) {
    #expect(throws: InputFaults.self) {
      let _: Manifest.File = try decoded("{\"name\": \"r.fq\", \(digest) \"bytes\": 5}")
    }
  }

  @Test func filesOfAFolderNeedTheirSHA256() throws {
    let run = OutputRun(version: "1", command: "screen", sample: "P07")
    let inputs = [Manifest.File(DigestedFileTests.input(nil, DigestedFileTests.digits))]
    func manifest(_ files: [Manifest.File]) -> String { Manifest(run, inputs: inputs, files: files).sealed.text() }
    let good = Manifest.File(name: "a", bytes: 1, sha256: DigestedFileTests.digits)
    let read = try Manifest(json: manifest([good]), file: "manifest.json")
    #expect(read.inputs == inputs)
    for bad in [
      Manifest.File(name: "a", bytes: 1, sha256: nil),
      Manifest.File(name: "a", bytes: 1, sha256: nil, blake3: good.sha256),
    ] {
      #expect(throws: InputFaults.self) { try Manifest(json: manifest([bad]), file: "manifest.json") }
    }
  }

  private func decoded<Value: Decodable>(_ text: String) throws -> Value {
    try DocumentDecoder().decode(from: try DocumentNode.json(text, file: "x.json"), file: "x.json")
  }
}
