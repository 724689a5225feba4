// A gene record of 121 bases with two introns, small enough to work everything out by hand.

import BioSequence
import HGVS

/// Exons at 10-40, 60-81 and 101-115 of the record; c.1 is record offset 20.
///
///     offset  10        20        30        40 ... 60        70        80 ... 101       111
///     exon    CCCCCCCCCCATGGGTCCAGCTAAAGGTCC|GT..AG|AGGTGCTCCAGGTTCTGGATT|GT..AG|CTGATTCCTGACCAA
enum MiniTranscript {
  static let sequence: DNASequence = {
    let upstream = "AAAAAAAAAA"
    let first = "CCCCCCCCCCATGGGTCCAGCTAAAGGTCC"
    let intron = "GTAAGTCTCTCTCTTTTTAG"
    let second = "AGGTGCTCCAGGTTCTGGATT"
    let third = "CTGATTCCTGACCAA"
    let text = upstream + first + intron + second + intron + third + "AAAAA"
    guard let sequence = DNASequence(text: text) else { preconditionFailure("letters") }
    return sequence
  }()

  static let transcript: Transcript = {
    do throws(GeneRecordFault) {
      return try Transcript(
        accession: "NM_1.1", proteinAccession: "NP_1.1", exons: [10..<40, 60..<81, 101..<116], codingRange: 10..<55)
    } catch { preconditionFailure(error.reason) }
  }()

  static let model = TranscriptModel(transcript: transcript, record: sequence)
}
