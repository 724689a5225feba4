// A molecule as a reference and its edits gives the bases that applying the edits gives.

import BioSequence
import Testing

@testable import ReadSimulation

@Suite struct EditedSequenceTests {
  private let record = DNASequence(codes: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3])
  private let edits = [
    Variant(range: 2..<4, replacement: DNASequence()),
    Variant(range: 6..<6, replacement: DNASequence(codes: [3, 3, 3])),
    Variant(range: 9..<10, replacement: DNASequence(codes: [0])),
  ]

  @Test func piecesAreThoseOfTheWholeMolecule() {
    let molecule = EditedSequence(record: record.codes, edits: edits)
    let whole: [UInt8] = [0, 1, 0, 1, 3, 3, 3, 2, 3, 0, 0, 2, 3]
    #expect(molecule.count == whole.count)
    for start in 0...whole.count {
      for end in start...whole.count {
        var piece: [UInt8] = []
        molecule.append(start..<end, to: &piece)
        #expect(piece == Array(whole[start..<end]), "\(start)..<\(end)")
      }
    }
  }

  @Test func offsetsFollowTheEdits() {
    let molecule = EditedSequence(record: record.codes, edits: edits)
    #expect([0, 2, 3, 4, 6, 9, 11].map { molecule.offset(ofRecordOffset: $0) } == [0, 2, 2, 2, 7, 10, 12])
  }

  @Test func editsThatTouchAreLeftOut() {
    let molecule = EditedSequence(record: record.codes, edits: edits)
    let more = molecule.adding([
      Variant(range: 3..<5, replacement: DNASequence()), Variant(range: 0..<1, replacement: DNASequence(codes: [3])),
      Variant(range: 6..<6, replacement: DNASequence(codes: [1])),
    ])
    #expect(more.edits.count == 4 && more.edits.first?.range == 0..<1)
  }

  @Test func transcriptsCarryWhatReachesTheirExons() {
    let record = DNASequence(codes: (0..<400).map { UInt8(($0 * $0 + $0 / 7) % 4) })
    let exons = [20..<60, 100..<150, 200..<260]
    let substitution = Variant(range: 110..<111, replacement: DNASequence(codes: [(record.codes[110] + 1) & 3]))
    let intronic = Variant(range: 80..<81, replacement: DNASequence(codes: [(record.codes[80] + 1) & 3]))
    let deletion = Variant(range: 90..<170, replacement: DNASequence())
    let plain = SimulatedTranscript(record: record, exons: exons, germline: [substitution, intronic])
    #expect(plain.exons == exons && plain.junctions.map(\.acceptor) == [100, 200])
    var bases: [UInt8] = []
    let sequence = plain.sequence(polyATail: 5)
    sequence.append(0..<sequence.count, to: &bases)
    var wanted: [UInt8] = []
    for piece in [20..<60, 100..<110] { wanted += record.codes[piece] }
    wanted += substitution.replacement.codes
    for piece in [111..<150, 200..<260] { wanted += record.codes[piece] }
    wanted += [UInt8](repeating: 0, count: 5)
    #expect(bases == wanted)
    let shorter = SimulatedTranscript(record: record, exons: exons, germline: [deletion])
    #expect(shorter.exons == [20..<60, 200..<260] && shorter.structural == [deletion])
    #expect(!shorter.holds(110..<111) && plain.holds(110..<111) && !plain.shows(80..<81))
  }
}
