// One known-variant matcher: an allele is recognised in every representation, by screen, name, report and cohort alike.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence
@testable import Knowledge

@Suite struct KnownVariantAgreementTests {
  /// SplitMix64; the seed is printed with every failure.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  /// An allele as a file may write it.
  private enum Form: CaseIterable {
    case leftAligned, paddedLeft, paddedRight, paddedBoth, rightShifted, lowerCase, secondAlternate
  }

  private struct Allele {
    let gene: Int
    let variant: Variant
  }

  private static let seed: UInt64 = 20_261_129

  private static func alleles(_ count: Int) -> [Allele] {
    var random = Generator(state: seed)
    var alleles: [Allele] = []
    var seen: Set<String> = []
    while alleles.count < count {
      let gene = Int.random(in: 0...1, using: &random)
      let model = GeneCatalog.embedded.genes[gene].model
      let start = Int.random(in: 200..<model.codes.count - 200, using: &random)
      let length = Int.random(in: 1...12, using: &random)
      func bases(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) } }
      var variant: Variant
      switch Int.random(in: 0...5, using: &random) {
      case 0: variant = Variant(range: start..<start + 1, replacement: DNASequence(codes: bases(1)))
      case 1: variant = Variant(range: start..<start + 3, replacement: DNASequence(codes: bases(3)))
      case 2: variant = Variant(range: start..<start + length, replacement: DNASequence())
      case 3: variant = Variant(range: start..<start, replacement: DNASequence(codes: bases(length)))
      case 4:
        let copy = Array(model.codes[start..<start + length])
        variant = Variant(range: start..<start, replacement: DNASequence(codes: copy))
      default: variant = Variant(range: start..<start + length, replacement: DNASequence(codes: bases(4)))
      }
      variant = variant.leftAligned(on: model.record.sequence)
      // Where GRCh37 has another base an allele may be none there.
      guard !variant.range.isEmpty || !variant.replacement.isEmpty,
        model.placement(on: .grch37)?.differs(
          inRecordRange: variant.range.lowerBound - 40..<variant.range.upperBound + 40) == false,
        seen.insert("\(gene) \(variant)").inserted
      else { continue }
      alleles.append(Allele(gene: gene, variant: variant))
    }
    return alleles
  }

  /// POS, REF and ALT of an allele in a form.
  private func written(_ allele: Allele, _ assembly: Assembly, _ form: Form) throws -> (
    position: Int, ref: String, alt: String
  ) {
    let placement = try #require(GeneCatalog.embedded.genes[allele.gene].model.placement(on: assembly))
    var range = placement.turned(allele.variant.range)
    var bases = placement.turned(allele.variant.replacement.codes)
    let isPure = range.isEmpty || bases.isEmpty
    if form == .rightShifted, isPure {
      let record = DNASequence(codes: placement.forward)
      let moved = Variant(range: range, replacement: DNASequence(codes: bases)).rightAligned(on: record)
      (range, bases) = (moved.range, moved.replacement.codes)
    } else {
      let found = placement.vcfAllele(replacing: allele.variant.range, with: allele.variant.replacement.codes)
      let start = found.position - 1 - placement.mapping.range.lowerBound
      (range, bases) = (start..<start + found.reference.count, found.alternate)
    }
    let left = [.paddedLeft, .paddedBoth].contains(form) ? 4 : form == .rightShifted ? 1 : 0
    let right = [.paddedRight, .paddedBoth].contains(form) ? 5 : 0
    let whole = range.lowerBound - left..<range.upperBound + right
    let alternate =
      placement.forward[whole.lowerBound..<range.lowerBound] + bases
      + placement.forward[range.upperBound..<whole.upperBound]
    let ref = DNASequence(codes: Array(placement.forward[whole])).description
    let alt = DNASequence(codes: Array(alternate)).description
    return (
      placement.mapping.range.lowerBound + whole.lowerBound + 1, form == .lowerCase ? ref.lowercased() : ref,
      form == .lowerCase ? alt.lowercased() : alt
    )
  }

  private func contigs(_ mapping: AssemblyMapping) -> [String] {
    [mapping.chromosome, "chr" + mapping.chromosome, mapping.accession] + mapping.otherNames
  }

  private func file(_ alleles: [Allele], _ assembly: Assembly, _ form: Form, naming: Int) throws -> [UInt8] {
    var text = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    for (index, allele) in alleles.enumerated() {
      let mapping = try #require(GeneCatalog.embedded.genes[allele.gene].record.mapping(on: assembly))
      let (position, ref, alt) = try written(allele, assembly, form)
      let other = ref + "T"
      let alternates = form == .secondAlternate && other != alt ? "\(other),\(alt)" : alt
      text += "\(contigs(mapping)[naming])\t\(position)\tv\(index)\t\(ref)\t\(alternates)\t.\t.\t.\n"
    }
    return Array(text.utf8)
  }

  @Test(arguments: Assembly.allCases, [0, 1, 2, 3]) func everyRepresentationIsRecognisedByAllCommands(
    _ assembly: Assembly, _ naming: Int
  ) throws {
    let alleles = KnownVariantAgreementTests.alleles(200)
    let namer = CollagenNamer()
    let names = alleles.map { allele in
      annotate(variant: allele.variant, gene: GeneCatalog.embedded.genes[allele.gene])
    }
    for form in Form.allCases {
      let known = try KnownVariants(vcf: try file(alleles, assembly, form, naming: naming), file: "k.vcf")
      #expect(known.files[0].assembly == assembly && known.files[0].misfits == 0)
      var differences: [String] = []
      for (index, allele) in alleles.enumerated() {
        let id = "v\(index)"
        let screen = known.annotations(of: allele.variant, gene: allele.gene).compactMap(\.id)
        let row = namer.row(for: names[index].hgvsRecord)
        let name = known.annotations(ofVCFStyle: row.vcf38, assembly: .grch38).compactMap(\.id)
        var reports: [[String]] = []
        for own in Assembly.allCases {
          let finding = try #require(Call(names[index], assembly: own))
          let variant = try #require(finding.recordVariant(on: GeneCatalog.embedded.genes[allele.gene]))
          reports.append(known.entries(of: variant, symbol: finding.gene).map(\.identifier))
        }
        if ([screen, name] + reports).contains(where: { !$0.contains(id) || $0 != screen }) {
          differences.append("\(names[index].hgvsRecord): screen \(screen), name \(name), report \(reports)")
        }
      }
      #expect(differences.isEmpty, "seed \(KnownVariantAgreementTests.seed), \(form): \(differences.prefix(3))")
    }
  }

  @Test func aCallInAnyRepresentationGivesTheSameFinding() throws {
    let alleles = KnownVariantAgreementTests.alleles(60)
    for assembly in Assembly.allCases {
      let expected = try ScreenDocument(vcf: file(alleles, assembly, .leftAligned, naming: 1), file: "a.vcf")
      for form in Form.allCases where form != .secondAlternate {
        let found = try ScreenDocument(vcf: file(alleles, assembly, form, naming: 2), file: "a.vcf")
        #expect(found.calls == expected.calls && found.calls.count == alleles.count, "\(form)")
      }
    }
  }
}
