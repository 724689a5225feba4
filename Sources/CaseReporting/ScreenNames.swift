// A screen that was read back: what each call is named must be what its place and bases are.

import BioSequence
import Documents
import Evidence
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension SourceFile {
  /// The screen in the file, its calls held against what they follow from.
  ///
  /// A name that was edited, or taken from another call, would be judged, reported and never noticed. Names are worked out
  /// again from `chrom`, `pos`, `ref` and `alt`; gene and HGVS names must be the same whatever version wrote them, and
  /// consequence, protein and exon too where it was this one.
  ///
  /// - Throws: ``EvidenceError`` with every call that contradicts itself.
  func screen(_ genes: GeneCatalog, version: String) throws(EvidenceError) -> ScreenDocument {
    let screen = try document(ScreenDocument.self)
    // What was made in this run is what was just worked out.
    guard made == nil else { return screen }
    let locator = GenomicLocator(genes: genes)
    let faults = screen.calls.enumerated().compactMap { index, call -> InputFault? in
      call.contradiction(locator, isOfThisVersion: screen.version == version).map { key, reason in
        InputFault(
          .invalidValue, file: name, place: "calls[\(index + 1)].\(key)", reason: reason,
          remedy: "screen the sample again")
      }
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    return screen
  }
}

extension Call {
  /// The first key that is not what place and bases of the call make it, and what it should be; `nil` if all agree, and for
  /// symbolic alleles and breakpoints, whose bases do not tell what they are.
  func contradiction(_ locator: GenomicLocator, isOfThisVersion: Bool) -> (key: String, reason: String)? {
    guard !isSymbolic, `class` != .breakpoint, `class` != .inversion else { return nil }
    let locus = locator.locate(contig: chrom, position: pos, reference: ref, alternate: alt, assembly: assembly)
    switch locus {
    case .notComparable: return nil
    case .elsewhere: return ("pos", "not in a gene that is screened")
    case .mismatch: return ("ref", "not the bases of \(assembly.rawValue) at \(chrom):\(pos)")
    case .located(let index, let variant):
      let own = locator.genes.genes[index]
      guard own.symbol == gene else { return ("gene", "\(chrom):\(pos) is in \(own.symbol)") }
      guard let named = Call(annotate(variant: variant, gene: own), assembly: assembly) else { return nil }
      return difference(from: named, isOfThisVersion, isByAssembly: rollsOverDifference(variant, own))
    }
  }

  /// Whether the assembly has another base than the gene's record about the variant: a variant that can be written at
  /// several places is then written by the assembly's bases, and the record's bases give it another name.
  private func rollsOverDifference(_ variant: Variant, _ gene: CollagenGene) -> Bool {
    let reach = variant.range.count + variant.replacement.count + 50
    let near = variant.range.lowerBound - reach...variant.range.upperBound + reach
    return gene.record.mapping(on: assembly)?.differences.contains { near.contains($0.offset) } ?? false
  }

  private func difference(
    from named: Call, _ isOfThisVersion: Bool, isByAssembly: Bool
  ) -> (key: String, reason: String)? {
    var pairs: [(key: String, given: String?, right: String?)] = [("hgvs_g", hgvsG, named.hgvsG)]
    if !isByAssembly { pairs += [("hgvs_lrg", hgvsLRG, named.hgvsLRG), ("hgvs_c", hgvsC, named.hgvsC)] }
    if isOfThisVersion, !isByAssembly {
      func list(_ words: [String]) -> String { words.sorted().joined(separator: "&") }
      pairs += [
        ("hgvs_p", hgvsP, named.hgvsP), ("exon", exon, named.exon), ("class", `class`?.rawValue, named.class?.rawValue),
        ("consequence", list(consequence.map(\.name)), list(named.consequence.map(\.name))),
        ("collagen_effect", list(collagenEffect.map(\.rawValue)), list(named.collagenEffect.map(\.rawValue))),
      ]
    }
    let wrong = pairs.first { $0.given != nil && $0.given != $0.right }
    return wrong.map { ($0.key, "place and bases of the call say \($0.right.map { $0.quoted(80) } ?? "nothing")") }
  }
}
