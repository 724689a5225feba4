// What a reader must know of an RNA library, in words with figures.

import Documents
import Reporting
import TranscriptAnalysis
import TypeICollagen

/// Warnings about the library of an RNA sample.
struct LibraryWarnings {
  /// One sentence each.
  let texts: [String]

  /// From this depth of genomic DNA on, relative to the transcripts, it is told.
  private static let notableDNA = 0.01
  /// From this fraction of transcripts that are not spliced on it is told.
  private static let notableUnspliced = 0.1
  /// From this fraction of copies on they are told.
  private static let notableCopies = 0.2
  /// Beyond this fraction of first reads on one strand the library is called stranded.
  private static let stranded = 0.9

  init(_ found: SplicingResult, genes: GeneCatalog) {
    func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 1) + " %" }
    var texts: [String] = []
    let library = found.library
    if let genomic = library.genomic, genomic >= LibraryWarnings.notableDNA, !found.looksLikeDNA {
      texts.append(
        "the library holds genomic DNA: reads before the transcripts' starts are \(percent(genomic)) as deep as those on "
          + "the transcripts; variants may be of the DNA, and retained introns are called only above that level"
          + (library.mayHideASecondPerson ? "; whether the RNA is of one person was not checked" : ""))
    }
    if let second = found.secondPerson {
      texts.append(
        "\(ScreenWarning.twoPersons): the fractions of variants in \(second.exons) exons are further apart than the two alleles "
          + "of one person make them, however unequally they are expressed; compare with the DNA, and check the lane for another "
          + "sample")
    }
    for gene in found.expression where gene.unspliced.value >= LibraryWarnings.notableUnspliced && !found.looksLikeDNA {
      texts.append(
        "\(genes.genes[gene.gene].symbol): \(percent(gene.unspliced.value)) of the molecules at splice sites are not "
          + "spliced (nuclear RNA or genomic DNA): they are taken out of the fractions, and kept introns are called only "
          + "above that level")
    }
    if library.areReadsShort {
      texts.append(LibraryWarnings.shortReads(library))
    }
    if library.copiesPresent, library.repeated >= LibraryWarnings.notableCopies {
      texts.append(
        "\(percent(library.repeated)) of the fragments repeat the ends of another one, more than by chance: copies were "
          + "counted once")
    }
    if let antisense = library.antisenseFirst, found.library.fragments >= 100 {
      if max(antisense, 1 - antisense) >= LibraryWarnings.stranded {
        let side = antisense > 0.5 ? "opposite to" : "of"
        texts.append(
          "the library is stranded: \(percent(max(antisense, 1 - antisense))) of the first reads are \(side) the "
            + "transcript's strand")
      } else if max(antisense, 1 - antisense) >= 0.6 {
        texts.append(
          "the strands are unequal: \(percent(antisense)) of the first reads are opposite to the transcript's strand; a "
            + "library is either stranded (above 90 %) or not (50 %): are these lanes of two libraries?")
      }
    }
    for gene in found.expression where gene.level != .expressed {
      let symbol = genes.genes[gene.gene].symbol
      texts.append(
        gene.level == .low
          ? "\(symbol) is expressed at less than 2 % of the other gene: its junctions have no call"
          : "\(symbol) is not expressed (fewer than one fragment a junction): its junctions have no call")
    }
    if found.expression.allSatisfy({ $0.level == .notExpressed }) {
      texts.append(
        "no transcript of \(genes.list) \(ScreenWarning.noTranscript), and is it spliced?")
    }
    self.texts = texts
  }

  /// What reads say that are too short for unknown junctions.
  private static func shortReads(_ library: LibraryTraits) -> String {
    "\(NumberText.fixed(100 * library.shortReads, 1)) % of the reads\(library.arePaired ? "" : ", which have no mates,") have fewer than "
      + "\(library.shortestRead) bases and are too short for unknown junctions: many that cross one find no position, so that "
      + "events are missed and their fractions are lower limits (their intervals reach to 1); no junction is called as "
      + "annotated"
      + (library.areAllelesComparable
        ? "" : "; reads with a variant are lost more often, so that alleles are not counted")
      + "; sequence pairs of 50 bases and more, or single reads of 75"
  }
}

extension ReportedLibrary {
  init(_ library: LibraryTraits) {
    self.init(
      fragments: library.fragments, repeatedFraction: library.repeated, copiesPresent: library.copiesPresent,
      antisenseFirst: library.antisenseFirst, genomicFraction: library.genomic,
      allelesComparable: library.areAllelesComparable)
  }
}
