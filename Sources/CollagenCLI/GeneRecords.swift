// Which lines of a VCF can matter here: a file of known variants or of a whole genome is far larger than two genes.

import BioSequence
import TypeICollagen

/// Tells the lines of VCF text that lie in the two genes.
struct GeneRecords {
  /// Names of the genes' chromosomes, in bytes, with the places on either assembly, 1-based.
  private let places: [(chromosome: [UInt8], positions: ClosedRange<Int>)]

  init() {
    places = ReferenceModels.all.flatMap { gene in
      Assembly.allCases.compactMap { gene.record.mapping(on: $0) }.flatMap { mapping in
        let positions = mapping.range.lowerBound + 1...mapping.range.upperBound
        return [mapping.chromosome, "chr" + mapping.chromosome, mapping.accession].map { (Array($0.utf8), positions) }
      }
    }
  }

  /// Whether a line is to be read: the header, records of the genes, and what is no record, so that it can be told.
  func holds(_ line: ArraySlice<UInt8>) -> Bool {
    let tab = UInt8(ascii: "\t")
    guard line.first != UInt8(ascii: "#"), let first = line.firstIndex(of: tab) else { return true }
    let chromosome = line[..<first]
    let own = places.filter { $0.chromosome.elementsEqual(chromosome) }
    guard !own.isEmpty else { return false }
    var position = 0
    for byte in line[(first + 1)...] {
      guard byte >= 0x30, byte <= 0x39, position < 1 << 40 else { return byte != tab || isWithin(position, own) }
      position = position * 10 + Int(byte - 0x30)
    }
    return true
  }

  private func isWithin(_ position: Int, _ own: [(chromosome: [UInt8], positions: ClosedRange<Int>)]) -> Bool {
    own.contains { $0.positions.contains(position) }
  }
}
