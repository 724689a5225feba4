// Simulated pairs as FASTQ text.

import BioSequence

extension ReadSimulator {
  /// Draws all remaining pairs and hands their FASTQ text over in chunks of whole records.
  ///
  /// Names are of the Casava 1.8 kind, count up, and tell nothing about where a read comes from.
  ///
  /// - Parameters:
  ///   - chunkSize: bytes of a chunk of the first file, about.
  ///   - sink: takes the next bytes of the first and of the second file; both hold the same pairs.
  package mutating func writeFASTQ<Failure: Error>(
    chunkSize: Int = 1 << 20, _ sink: (_ first: [UInt8], _ second: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var pair = SimulatedPair()
    var first: [UInt8] = []
    var second: [UInt8] = []
    while next(&pair) {
      ReadSimulator.append(pair.index, 1, pair.firstBases, pair.firstQualities, to: &first)
      ReadSimulator.append(pair.index, 2, pair.secondBases, pair.secondQualities, to: &second)
      if first.count >= chunkSize {
        try sink(first, second)
        first.removeAll(keepingCapacity: true)
        second.removeAll(keepingCapacity: true)
      }
    }
    if !first.isEmpty { try sink(first, second) }
  }

  private static func append(
    _ index: Int, _ mate: Int, _ bases: [UInt8], _ qualities: [UInt8], to text: inout [UInt8]
  ) {
    text.append(contentsOf: "@COLSIM:1:SIMFLOW1:".utf8)
    appendNumber(1 + index / 40_000_000, to: &text)
    text.append(58)
    appendNumber(1101 + index / 400_000 % 100, to: &text)
    text.append(58)
    appendNumber(1000 + index / 20 % 20_000, to: &text)
    text.append(58)
    appendNumber(1000 + index % 20, to: &text)
    text.append(contentsOf: mate == 1 ? " 1:N:0:1\n".utf8 : " 2:N:0:1\n".utf8)
    for base in bases { text.append(letters[Int(base)]) }
    text.append(contentsOf: "\n+\n".utf8)
    for quality in qualities { text.append(quality + 33) }
    text.append(10)
  }

  private static func appendNumber(_ value: Int, to text: inout [UInt8]) {
    text.append(contentsOf: String(value).utf8)
  }

  private static let letters = Nucleotide.allCases.map(\.ascii)
}
