// Whether the report before and the new one are of one person, by their genotypes.

import BioSequence
import Documents
import Evidence
import Reporting

extension EarlierReport {
  /// Why the new sequence may not be of the person of the report before; `nil` if nothing says so.
  ///
  /// The calls of the report before that are beyond doubt are compared with the new genotypes as those of a repeated screen are.
  /// Such a contradiction can also be a call that one of the two got wrong, so that it is told and not refused.
  func identityDoubt(beside screen: ScreenDocument) -> String? {
    // Calls of RNA alone are no genotypes.
    let roles = (document["inputs"]?.elements ?? []).compactMap { $0["role"]?.words }
    guard roles.contains("screen") || roles.contains("vcf") else { return nil }
    let calls = (document["calls"]?.elements ?? []).compactMap(EarlierReport.call)
    guard let assembly = calls.first?.assembly else { return nil }
    var before = ScreenDocument(sample: screen.sample, assembly: assembly)
    before.calls = calls
    let comparison = GenotypeComparison(
      GenotypeProfile(before, file: file), GenotypeProfile(screen, file: "the new sequence"))
    guard !comparison.conflicts.isEmpty else { return absence(of: before.passed, in: screen) }
    return
      "by \(comparison.conflicts.count) of \(comparison.compared) genotypes compared the new sequence is not of the person of "
      + "the report before: \(comparison.conflicts.prefix(4).map(\.words).joined(separator: "; "))"
      + (comparison.conflicts.count > 4 ? "; and \(comparison.conflicts.count - 4) more" : "")
  }

  /// A file without coverage does not say what is absent from it, so that no genotype contradicts: all the same, it lists at least
  /// one of the variants of its person, unless it was made from other regions or filtered.
  private func absence(of before: [Call], in screen: ScreenDocument) -> String? {
    guard screen.coverage == nil, !screen.isOfRNA, !before.isEmpty else { return nil }
    let now = Set(screen.calls.map { $0.gene + " " + $0.name })
    guard before.allSatisfy({ !now.contains($0.gene + " " + $0.name) }) else { return nil }
    let named =
      before.prefix(4).map(\.shortCodingName).joined(separator: ", ") + (before.count > 4 ? ", and more" : "")
    let what =
      before.count == 1
      ? "the variant of the report before (\(named)) is not in the new VCF"
      : "none of the \(before.count) variants of the report before (\(named)) is in the new VCF"
    return what + ", which does not say what was covered: the two may be of two people"
  }

  /// A call as a report's JSON has it, as far as genotypes need it; `nil` if it has no bases.
  private static func call(_ value: JSONValue) -> Call? {
    guard let gene = value["gene"]?.words, let assembly = value["assembly"]?.words.flatMap(Assembly.init(rawValue:)),
      let chrom = value["chrom"]?.words, case .integer(let pos)? = value["pos"], pos > 0,
      let ref = value["ref"]?.words, let alt = value["alt"]?.words, !alt.hasPrefix("<"),
      case .list(let filter)? = value["filter"]
    else { return nil }
    var call = Call(gene: gene, assembly: assembly, chrom: chrom, pos: pos, ref: ref, alt: alt)
    call.hgvsC = value["hgvs_c"]?.words
    call.hgvsG = value["hgvs_g"]?.words
    call.zygosity = value["zygosity"]?.words.flatMap(Call.Zygosity.init(rawValue:))
    call.filter = filter.compactMap(\.words)
    func whole(_ key: String) -> Int? { if case .integer(let number)? = value[key] { number } else { nil } }
    (call.depth, call.altDepth) = (whole("depth"), whole("alt_depth"))
    switch value["vaf"] {
    case .number(let fraction)?: call.vaf = fraction
    case .integer(let whole)?: call.vaf = Double(whole)
    default: break
    }
    return call
  }
}
