// `collagen reference`: what is embedded, and its export.

import ArgumentParser
import BioSequence
import Collagen
import Reporting
import TypeICollagen

/// Which genome assembly coordinates are meant in.
enum AssemblyOption: String, ExpressibleByArgument, CaseIterable {
  case grch38 = "GRCh38"
  case grch37 = "GRCh37"

  init?(argument: String) {
    guard let match = AssemblyOption.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() })
    else { return nil }
    self = match
  }

  var assembly: Assembly { self == .grch38 ? .grch38 : .grch37 }
}

struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Show the embedded gene records, or export them.",
    discussion: """
      Without an option: a table of accessions, lengths, locations and digests.

      EXAMPLES
        collagen reference
        collagen reference --bed --assembly GRCh37 > exons.hg19.bed
        collagen reference --fasta > genes.fa
      """)

  enum Form: String, EnumerableFlag {
    case fasta
    case gff
    case bed

    static func help(for value: Form) -> ArgumentHelp? {
      switch value {
      case .fasta: "Reference sequences, in transcript direction."
      case .gff: "Genes, transcripts, exons and coding sequences as GFF3."
      case .bed: "The exons as BED."
      }
    }
  }

  @Flag var form: Form?

  @Option(help: "Assembly of the coordinates: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @OptionGroup var geneOptions: GeneOptions

  func run() throws {
    let genes = try geneOptions.catalog().genes
    let text =
      switch form {
      case nil: ReferenceExport.table(of: genes, on: assembly.assembly)
      case .fasta: ReferenceExport.fasta(of: genes, on: assembly.assembly)
      case .gff: ReferenceExport.gff(of: genes, on: assembly.assembly)
      case .bed: ReferenceExport.bed(of: genes, on: assembly.assembly)
      }
    try Console.output(text)
    // Beside the table, not in it: the licence of the predictions asks for it.
    if form == nil, genes.contains(where: { $0.spliceTable != nil }) { Console.note(SplicePrediction.attribution) }
  }
}
