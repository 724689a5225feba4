// The warnings of a screen that decide what its result is worth: whoever reads on from a screen repeats them.

/// Parts of warnings that are written and looked for alike.
package enum ScreenWarning {
  /// The files of a sample have names of several.
  package static let otherNames = "IDENTITY_MISMATCH:"
  /// No read is of the genes.
  package static let nothingKnown = "nothing is known of the sample"
  /// Losses and gains of exons were not looked for.
  package static let exonEvents =
    "exon deletions and duplications without a read over their ends could not be assessed"
  /// The mates do not lie as those of one library do.
  package static let oneLibrary = "are the files those of one library, each as the sequencer wrote it?"
  /// Reads of another species.
  package static let otherSpecies = "of another species, or the DNA was converted (bisulfite)"
  /// Lanes of two people.
  package static let otherLanes = "not of one person's DNA"
  /// DNA of a second person.
  package static let otherPerson = "of the DNA were another person's"
  /// RNA of a second person.
  package static let twoPersons = "this may be RNA of two people"
  /// RNA without a transcript of the genes.
  package static let noTranscript = "was seen: is this RNA of human fibroblasts or bone"
  /// One read stands in a file twice, or mates were taken for single reads.
  package static let readsTwice = "has the name of one before it"
  /// One file of a pair was given alone.
  package static let withoutMates = "was read without its mates"
  /// RNA that was screened as DNA.
  package static let likelyRNA = "this looks like RNA"

  /// Whether a warning decides what the result is worth.
  package static func isDecisive(_ warning: String) -> Bool {
    [
      otherNames, nothingKnown, exonEvents, oneLibrary, otherSpecies, otherPerson, twoPersons, noTranscript, readsTwice,
      likelyRNA, withoutMates, otherLanes,
    ].contains { warning.contains($0) }
  }
}
