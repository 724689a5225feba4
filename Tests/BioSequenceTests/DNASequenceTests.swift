// Letters of both cases and of RNA, the reverse complement, the genetic code.

import BioSequence
import Testing

@Suite struct DNASequenceTests {
  @Test func readsLettersOfBothCasesAndRNA() {
    #expect(DNASequence(text: "acGUn.")?.description == "ACGTNN")
    #expect(DNASequence(text: "AC-GT") == nil)
  }

  @Test func reverseComplementTwiceIsTheSame() {
    let sequence: DNASequence = "AACCGTN"
    #expect(sequence.reverseComplement.description == "NACGGTT")
    #expect(sequence.reverseComplement.reverseComplement == sequence)
  }

  @Test func translatesTheStandardCode() {
    let text: DNASequence = "ATGGGTTAAAAA"
    #expect(GeneticCode.translate(text) == [.met, .gly, .ter, .lys])
    #expect(GeneticCode.translate(text, stopping: true) == [.met, .gly, .ter])
    #expect(AminoAcid.ter.threeLetter == "Ter")
    #expect(AminoAcid(threeLetter: "Gly") == .gly)
  }
}
