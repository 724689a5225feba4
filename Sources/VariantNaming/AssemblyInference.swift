// Which assembly a VCF counts on: what its header and its chromosomes' names say, and what its reference bases show.

package import BioSequence
package import Documents
import HGVS
import TypeICollagen

/// The assembly of a VCF, with the evidence for it.
///
/// Header and names (`##contig` lengths and assemblies, accession versions, `##reference`) must agree with each other, and
/// the reference bases of the records in the genes must be those of the assembly that they say. The bases decide where
/// nothing is said. A file that contradicts itself is refused, and one of another assembly is refused by its name.
///
///     support(A) = sum over the records of the genes on A:  2 min(bases of REF, 3)   if they are A's bases
///                                                           -10                      if they are not
///
/// in bits: a record of another assembly has A's base by chance in 1 of 4, a right file has a wrong one in about 1 of 1,000.
/// The assembly stands with support + 7 >= 0, and another one contradicts it from a lead of 6, three single bases.
package struct AssemblyInference: Sendable, Hashable {
  /// The assembly.
  package let assembly: Assembly
  /// Records on the genes whose reference bases fit it.
  package let fitting: Int
  /// Records on the genes whose reference bases do not.
  package let misfitting: Int
  /// Whether header or names say it.
  package let isStated: Bool
  /// What a reader should know, or `nil`.
  package let warning: String?

  private static let match = 2
  private static let misfit = -10
  /// What an assembly has ahead before any record is looked at.
  private static let ahead = 7
  private static let lead = 6
  /// From here an assembly is beyond doubt: five single bases.
  private static let certain = 10
}

extension AssemblyInference {
  private struct Tally {
    let assembly: Assembly
    var fits = 0
    var misfits = 0
    var support = 0
  }

  /// Tells the assembly of a VCF.
  ///
  /// - Throws: ``InputFault`` if the file contradicts itself or counts on an assembly that is not read.
  package init(_ document: VCFDocument, locator: GenomicLocator) throws(InputFault) {
    let stated = try AssemblyInference.statement(document, locator)
    let tallies = Assembly.allCases.map { assembly in
      document.records.reduce(into: Tally(assembly: assembly)) { tally, record in
        guard let fit = locator.fit(record, assembly) else { return }
        if fit.isFitting { tally.fits += 1 } else { tally.misfits += 1 }
        tally.support += fit.isFitting ? min(fit.bases, 3) * AssemblyInference.match : AssemblyInference.misfit
      }
    }
    func fault(_ reason: String, _ remedy: String) -> InputFault {
      InputFault(.conflict, file: document.file, reason: reason, remedy: remedy)
    }
    let clear = tallies.filter { $0.support >= AssemblyInference.certain }
    if clear.count > 1 {
      throw fault(
        "records of the genes have the bases of \(clear.map(\.assembly.rawValue).joined(separator: " and of "))",
        "give a file of one assembly")
    }
    let shown = tallies.filter { $0.fits + $0.misfits > 0 }
    let best = shown.max { $0.support < $1.support } ?? Tally(assembly: .grch38)
    guard let stated else {
      guard shown.isEmpty || best.support + AssemblyInference.ahead >= 0 && best.fits > 0 else {
        throw fault(
          "nothing in the header says the assembly, and the reference bases of the records in the genes are neither "
            + "those of \(Assembly.allCases.map(\.rawValue).joined(separator: " nor of "))",
          "give a VCF of one of these")
      }
      self.init(best, isStated: false, warning: nil)
      return
    }
    let own = tallies.first { $0.assembly == stated } ?? Tally(assembly: stated)
    if best.assembly != stated, best.support - max(own.support, 0) >= AssemblyInference.lead {
      throw fault(
        "the header says \(stated.rawValue), but \(best.fits) records have the reference bases of the genes on "
          + best.assembly.rawValue,
        "correct the header (bcftools reheader)")
    }
    guard own.support + AssemblyInference.ahead >= 0, own.fits > 0 || own.misfits == 0 else {
      throw fault(
        "the header says \(stated.rawValue), but \(own.misfits) of \(own.fits + own.misfits) records in the genes have "
          + "other reference bases",
        "give the VCF with the header of its assembly")
    }
    var warning: String?
    if own.fits + own.misfits == 0, let other = tallies.first(where: { $0.support > 0 }) {
      warning =
        "no record lies in the genes on \(stated.rawValue), which the header says, but \(other.fits) would on "
        + "\(other.assembly.rawValue): is the header right?"
    }
    self.init(own, isStated: true, warning: warning)
  }

  private init(_ tally: Tally, isStated: Bool, warning: String?) {
    self.init(
      assembly: tally.assembly, fitting: tally.fits, misfitting: tally.misfits, isStated: isStated, warning: warning)
  }

  /// The assembly that header and names say; `nil` if they say none.
  private static func statement(_ document: VCFDocument, _ locator: GenomicLocator) throws(InputFault) -> Assembly? {
    var found: [(assembly: Assembly, source: String)] = []
    let others = OtherAssemblies.embedded
    for contig in document.header.contigs {
      if let other = others.assembly(ofAccession: contig.name) {
        throw unsupported("contig \(contig.name)", other, document)
      }
      switch locator.contig(named: contig.name) {
      case nil: continue
      case .unsupported: throw unsupported("contig \(contig.name)", nil, document)
      case .chromosome(let chromosome, let own):
        if let own { found.append((own, "contig \(contig.name)")) }
        if let text = contig.assembly {
          if let other = others.assembly(namedIn: text) {
            throw unsupported("the assembly of contig \(contig.name)", other, document)
          }
          if let named = assembly(named: text) { found.append((named, "assembly of contig \(contig.name)")) }
        }
        guard let length = contig.length else { continue }
        let mappings = locator.genes.genes.flatMap(\.record.mappings)
        guard let match = mappings.first(where: { $0.chromosome == chromosome && $0.contigLength == length }) else {
          throw unsupported(
            "the length of contig \(contig.name)", others.assembly(ofLength: length, chromosome: chromosome), document)
        }
        found.append((match.assembly, "length of contig \(contig.name)"))
      }
    }
    for text in document.header.lines.lazy.filter({ $0.key == "reference" }).map(\.value) {
      if let other = others.assembly(namedIn: text) { throw unsupported("##reference", other, document) }
      if let named = assembly(named: text) { found.append((named, "##reference")) }
    }
    for name in Set(document.records.map(\.chromosome)).sorted() {
      if let gene = locator.gene(ofRecordNamed: name) {
        throw InputFault(
          .invalidValue, file: document.file, reason: "CHROM \(name.visible) is a record of \(gene) and no chromosome",
          remedy: "give a VCF in coordinates of the genome")
      }
      if let other = others.assembly(ofAccession: name) { throw unsupported("CHROM \(name)", other, document) }
      switch locator.contig(named: name) {
      case .chromosome(_, let own?): found.append((own, "CHROM \(name)"))
      case .unsupported: throw unsupported("CHROM \(name)", nil, document)
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

  private static func unsupported(_ what: String, _ assembly: String?, _ document: VCFDocument) -> InputFault {
    let known = Assembly.allCases.map(\.rawValue)
    return InputFault(
      .invalidValue, file: document.file,
      reason: assembly.map { "\(what) is of \($0)" } ?? "\(what) is of neither \(known.joined(separator: " nor "))",
      remedy: "give a VCF of \(known.joined(separator: " or ")) (CrossMap, bcftools +liftover)")
  }

  /// Whether a name of a chromosome is an accession of an assembly that is not read.
  package static func isOfOtherAssembly(_ name: String) -> Bool {
    OtherAssemblies.embedded.assembly(ofAccession: name) != nil
  }

  /// The assembly in a text such as `file:///ref/GRCh38.p13.fa`; `nil` if none is named, or both.
  package static func assembly(named text: String) -> Assembly? {
    let text = text.lowercased()
    let words: [Assembly: [String]] = [
      .grch38: ["grch38", "hg38", "b38", "assembly38", "gca_000001405.15", "gcf_000001405.26"],
      .grch37: ["grch37", "hg19", "b37", "assembly19", "hs37d5", "g1k_v37", "gca_000001405.1_", "gcf_000001405.13"],
    ]
    let named = Assembly.allCases.filter { words[$0]?.contains { isNamed($0, in: text) } == true }
    return named.count == 1 ? named[0] : nil
  }

  /// Whether a text has a word; a short one only by itself: `b37` is none in `lab37` or `b370`.
  private static func isNamed(_ word: String, in text: String) -> Bool {
    guard word.utf8.count <= 4 else { return text.contains(word) }
    return text.ranges(of: word).contains { range in
      let isOpen = range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetterOrNumber
      return isOpen && (range.upperBound == text.endIndex || !text[range.upperBound].isNumber)
    }
  }
}

extension Character {
  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}
