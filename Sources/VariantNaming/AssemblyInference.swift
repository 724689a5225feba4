// Which assembly a VCF counts on: what its header and its chromosomes' names say, and what its reference bases show.

package import BioSequence
package import Documents
import HGVS
import TypeICollagen

/// The assembly of a VCF, with the evidence for it.
///
/// Header and names (`##contig` lengths and assemblies, accession versions, `##reference`) must agree with each other.
/// The bases decide where they say nothing. Where they say one assembly and next to all records of the genes have the bases
/// of the other, the bases win, and a warning says so. A file whose bases are of both assemblies is refused.
package struct AssemblyInference: Sendable, Hashable {
  /// The assembly.
  package let assembly: Assembly
  /// Records on the genes whose reference bases fit it.
  package let fitting: Int
  /// Records on the genes whose reference bases do not.
  package let misfitting: Int
  /// What a reader should know, or `nil`.
  package let warning: String?

  /// How many fitting records overrule a header: so many single bases fit by chance in one of a thousand files.
  static let fewestToOverrule = 5
}

extension AssemblyInference {
  /// Tells the assembly of a VCF.
  ///
  /// - Throws: ``InputFault`` if the file contradicts itself or counts on an assembly that is not known here.
  package init(_ document: VCFDocument, locator: GenomicLocator) throws(InputFault) {
    let stated = try AssemblyInference.statement(document, locator)
    let tallies = Assembly.allCases.map { assembly in
      let answers = document.records.compactMap { locator.fits($0, assembly) }
      return (assembly: assembly, fits: answers.count(where: \.self), misfits: answers.count { !$0 })
    }
    func tally(_ assembly: Assembly) -> (assembly: Assembly, fits: Int, misfits: Int) {
      tallies.first { $0.assembly == assembly } ?? (assembly, 0, 0)
    }
    let clear = tallies.filter {
      $0.fits >= AssemblyInference.fewestToOverrule && $0.fits >= 9 * $0.misfits
    }
    if clear.count > 1 {
      throw InputFault(
        .conflict, file: document.file,
        reason:
          "records of the genes have the bases of \(clear.map(\.assembly.rawValue).joined(separator: " and of "))",
        remedy: "give a file of one assembly")
    }
    var chosen = tallies.max { $0.fits < $1.fits } ?? tally(.grch38)
    if tallies.allSatisfy({ $0.fits == chosen.fits }) { chosen = tally(.grch38) }
    var warning: String?
    if let stated {
      let own = tally(stated)
      if let other = clear.first(where: { $0.assembly != stated }), own.fits <= own.misfits {
        chosen = other
        warning =
          "the header says \(stated.rawValue), but the reference bases of the genes' records are those of "
          + "\(other.assembly.rawValue): read as that"
      } else {
        chosen = own
        if let other = tallies.first(where: { $0.assembly != stated && $0.fits > 0 && $0.misfits == 0 }),
          own.fits + own.misfits == 0
        {
          warning =
            "no record lies in the genes on \(stated.rawValue), which the header says, but \(other.fits) would on "
            + "\(other.assembly.rawValue): is the header right?"
        }
      }
    }
    self.init(assembly: chosen.assembly, fitting: chosen.fits, misfitting: chosen.misfits, warning: warning)
  }

  /// The assembly that header and names say; `nil` if they say none.
  private static func statement(_ document: VCFDocument, _ locator: GenomicLocator) throws(InputFault) -> Assembly? {
    var found: [(assembly: Assembly, source: String)] = []
    for contig in document.header.contigs {
      switch locator.contig(named: contig.name) {
      case nil: continue
      case .unsupported: throw unsupported("contig \(contig.name)", document)
      case .chromosome(let chromosome, let own):
        if let own { found.append((own, "contig \(contig.name)")) }
        if let named = contig.assembly.flatMap(assembly(named:)) {
          found.append((named, "assembly of contig \(contig.name)"))
        }
        guard let length = contig.length else { continue }
        let mappings = locator.genes.genes.flatMap(\.record.mappings)
        guard let match = mappings.first(where: { $0.chromosome == chromosome && $0.contigLength == length }) else {
          throw unsupported("the length of contig \(contig.name)", document)
        }
        found.append((match.assembly, "length of contig \(contig.name)"))
      }
    }
    if let named = document.header["reference"].flatMap(assembly(named:)) { found.append((named, "##reference")) }
    for name in Set(document.records.map(\.chromosome)).sorted() {
      switch locator.contig(named: name) {
      case .chromosome(_, let own?): found.append((own, "CHROM \(name)"))
      case .unsupported: throw unsupported("CHROM \(name)", document)
      default: continue
      }
    }
    if let first = found.first, let other = found.first(where: { $0.assembly != first.assembly }) {
      throw InputFault(
        .conflict, file: document.file,
        reason: "the file contradicts itself: \(first.source) is of \(first.assembly.rawValue), \(other.source) of "
          + other.assembly.rawValue,
        remedy: "correct the header (bcftools reheader), or give a file of one assembly")
    }
    return found.first?.assembly
  }

  private static func unsupported(_ what: String, _ document: VCFDocument) -> InputFault {
    InputFault(
      .invalidValue, file: document.file, reason: "\(what) is neither of GRCh38 nor of GRCh37",
      remedy: "lift the file over to one of them")
  }

  /// The assembly in a text such as `file:///ref/GRCh38.p13.fa`; `nil` if none is named, or both.
  static func assembly(named text: String) -> Assembly? {
    let text = text.lowercased()
    let words: [Assembly: [String]] = [
      .grch38: ["grch38", "hg38", "b38", "assembly38", "gca_000001405.15", "gcf_000001405.26"],
      .grch37: ["grch37", "hg19", "b37", "assembly19", "hs37d5", "g1k_v37", "gca_000001405.1_", "gcf_000001405.13"],
    ]
    let named = Assembly.allCases.filter { words[$0]?.contains { text.contains($0) } == true }
    return named.count == 1 ? named[0] : nil
  }
}
