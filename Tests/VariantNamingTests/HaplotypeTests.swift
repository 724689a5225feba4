// Two changes of one haplotype, read together, against translating the changed sequence plainly.

import BioSequence
import HGVS
import Numerics
import Testing
import TypeICollagen
import VariantNaming

@Suite struct HaplotypeTests {
  private static let seed: UInt64 = 77

  /// 2,000 seeded pairs of a loss and a gain of 1 to 4 bases within 60 bases of each other.
  @Test func pairsInCisReadAsTranslatingThemDoes() throws {
    var random = SplitMix64(seed: Self.seed)
    var restored = 0
    for _ in 0..<2000 {
      let gene = GeneCatalog.embedded.genes[Int.random(in: 0...1, using: &random)]
      let model = gene.model.transcripts[0]
      let exons = model.exons.indices.filter { (1..<model.exons.count - 1).contains($0) && model.exons[$0].count > 40 }
      let exon = model.exons[exons[Int.random(in: 0..<exons.count, using: &random)]]
      let first = Int.random(in: exon.lowerBound + 4..<exon.upperBound - 24, using: &random)
      let lost = Int.random(in: 1...4, using: &random)
      let second = Int.random(in: first + lost + 8..<exon.upperBound - 4, using: &random)
      let gained = (0..<Int.random(in: 1...4, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) }
      let changes = [
        Variant(range: first..<first + lost, replacement: DNASequence(codes: [])),
        Variant(range: second..<second, replacement: DNASequence(codes: gained)),
      ]
      let label = "\(gene.symbol) \(first) -\(lost) \(second) +\(gained) seed \(Self.seed)"
      let places = changes.map { model.transcriptOffset(ofRecordOffset: $0.range.lowerBound) ?? 0 }
      var codes = model.spliced
      codes.insert(contentsOf: gained, at: places[1])
      codes.removeSubrange(places[0]..<places[0] + lost)
      let expected = GeneticCode.translate(DNASequence(codes: Array(codes[model.coding.lowerBound...])), stopping: true)
      // A shift over the border of the exon makes it a matter of splicing.
      if changes.contains(where: { model.splicingOutcomes(of: gene.model.names(of: $0).edit) != nil }) { continue }
      let joint = try #require(Haplotype(changes, gene: gene), "\(label)")
      if (gained.count - lost) % 3 == 0, expected.count == model.protein.count + (gained.count - lost) / 3 {
        restored += 1
        #expect(!joint.consequences.contains(.frameshift), "\(label) \(joint.hgvsP)")
        if joint.changes.count == 1 {
          #expect(model.protein(after: joint.changes[0]) == expected, "\(label) \(joint.hgvsP)")
        }
      } else if (gained.count - lost) % 3 != 0 {
        #expect(
          joint.consequences.contains(.frameshift) || joint.consequences.contains(.stopGained)
            || joint.consequences.contains(.stopLost), "\(label) \(joint.hgvsP)")
      }
    }
    #expect(restored > 200)
  }

  /// Two changes drawn anywhere in the coding sequence, often near each other or in a codon that an intron splits.
  private static func pair(_ gene: CollagenGene, _ random: inout SplitMix64) -> [Variant] {
    let model = gene.model.transcripts[0]
    func change(at place: Int) -> Variant {
      let offset = model.transcript.recordOffset(ofTranscriptOffset: place)
      let end = model.exons[model.exonIndex(atOrBefore: offset)].upperBound
      switch Int.random(in: 0...3, using: &random) {
      case 0:
        return Variant(
          range: offset..<min(offset + Int.random(in: 1...4, using: &random), end), replacement: DNASequence(codes: []))
      case 1:
        let bases = (0..<Int.random(in: 1...4, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) }
        return Variant(range: offset..<offset, replacement: DNASequence(codes: bases))
      default:
        return Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [(model.record[offset] + 1) % 4]))
      }
    }
    let first = Int.random(in: model.coding.lowerBound + 3..<model.coding.upperBound - 400, using: &random)
    switch Int.random(in: 0...9, using: &random) {
    case 0:
      // The two bases at a junction that splits a codon.
      let split = model.exonStarts.dropFirst().filter {
        model.coding.contains($0) && ($0 - model.coding.lowerBound) % 3 != 0
      }
      let place = split[split.startIndex + Int.random(in: 0..<split.count, using: &random)]
      return [place - 1, place].map { place in
        let offset = model.transcript.recordOffset(ofTranscriptOffset: place)
        return Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [(model.record[offset] + 1) % 4]))
      }
    case 1...6: return [change(at: first), change(at: first + Int.random(in: 5...60, using: &random))]
    default: return [change(at: first), change(at: first + Int.random(in: 61...390, using: &random))]
    }
  }

  /// Whether changes of the protein, each as the reference counts residues, make a protein.
  private static func make(_ changes: [ProteinChange], _ expected: [AminoAcid], on model: TranscriptModel) -> Bool {
    var protein = model.protein
    for change in changes.reversed() {
      switch change {
      case .identity, .synonymous: break
      case .substitution(let residue, let new): protein.replaceSubrange(residue - 1..<residue, with: [new])
      case .deletion(let first, let last): protein.removeSubrange(first - 1..<last)
      case .duplication(let first, let last): protein.insert(contentsOf: model.protein[first - 1..<last], at: last)
      case .insertion(let after, let residues): protein.insert(contentsOf: residues, at: after)
      case .delins(let first, let last, let residues): protein.replaceSubrange(first - 1..<last, with: residues)
      case .frameshift(let residue, let new, let distance):
        // What lies behind it is what is read there: taken from the protein, its length from the name.
        guard distance == nil || expected.last == .ter else { return false }
        let gained = expected.count - (distance ?? 0)
        guard gained >= 0, distance != nil, expected.indices.contains(gained), expected[gained] == new else {
          return false
        }
        protein.replaceSubrange((residue - 1)..., with: expected[gained...])
      case .unknown, .startLost, .noProtein, .extension: return true
      }
    }
    if let stop = protein.firstIndex(of: .ter) { protein = Array(protein[...stop]) }
    return protein == expected
  }

  /// 2,000 seeded pairs: in cis what translating both gives, in trans and in unknown phase what each gives alone.
  @Test func pairsInCisAndTransAreNamedAsTranslatingThemGives() throws {
    var random = SplitMix64(seed: Self.seed + 1)
    let namer = CollagenNamer()
    var counts = (cis: 0, joint: 0, trans: 0, merged: 0)
    for _ in 0..<2000 {
      let gene = GeneCatalog.embedded.genes[Int.random(in: 0...1, using: &random)]
      let model = gene.model.transcripts[0]
      let names = Self.pair(gene, &random).map { gene.model.names(of: $0) }
      let label = names.map { $0.hgvsC ?? "?" }.joined(separator: " ") + " seed \(Self.seed + 1)"
      guard names[0].edit.range.upperBound < names[1].edit.range.lowerBound,
        names.allSatisfy({ $0.effect.splicing == nil && $0.effect.introns == nil })
      else { continue }
      let bodies = try names.map { try String(#require($0.hgvsC?.split(separator: ".", maxSplits: 2).last)) }
      let head = model.transcript.accession + ":c."
      let single = try names.map {
        try String(#require($0.hgvsP).dropFirst(model.transcript.proteinAccession.count + 3))
      }
      let protein = model.transcript.proteinAccession + ":p."
      let trans = namer.row(for: head + bodies.map { "[\($0)]" }.joined(separator: ";"))
      #expect(trans.hgvsP == protein + single.map { "[\($0)]" }.joined(separator: ";"), "\(label) \(trans.message)")
      let unknown = namer.row(for: head + bodies.joined(separator: "(;)"))
      #expect(unknown.hgvsP == protein + single.joined(separator: "(;)"), "\(label) \(unknown.message)")
      counts.trans += 1
      let cis = namer.row(for: head + "[" + bodies.joined(separator: ";") + "]")
      if cis.status == .error {
        #expect(cis.message.contains("merged"), "\(label) \(cis.message)")
        counts.merged += 1
        continue
      }
      let variants = names.map { Variant(range: $0.affectedRange, replacement: DNASequence(codes: $0.alleleBases)) }
      let joint = try #require(Haplotype(variants, gene: gene), "\(label)")
      #expect(cis.hgvsP == joint.hgvsP, "\(label)")
      var codes = model.spliced
      for name in names.reversed() {
        let edit = name.edit
        let place = edit.kind == .duplication ? edit.range : edit.replacedRange
        let range = try #require(model.transcriptRange(ofRecordRange: place), "\(label)")
        if edit.kind == .duplication {
          codes.insert(contentsOf: name.alleleBases, at: range.upperBound)
        } else {
          codes.replaceSubrange(range, with: name.alleleBases)
        }
      }
      let expected = GeneticCode.translate(DNASequence(codes: Array(codes[model.coding.lowerBound...])), stopping: true)
      #expect(Self.make(joint.changes, expected, on: model), "\(label) \(joint.hgvsP)")
      counts.cis += 1
      if joint.groups.contains(where: { $0.members.count > 1 }) || !joint.untranslated.isEmpty { counts.joint += 1 }
    }
    #expect(counts.trans > 1700 && counts.cis > 1500 && counts.joint > 700, "\(counts)")
  }

  @Test func twoChangesInOneCodonAreOne() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let model = gene.model.transcripts[0]
    let start = model.transcript.recordOffset(ofTranscriptOffset: model.coding.lowerBound + 588)
    let changes = [0, 1].map { Variant(range: start + $0..<start + $0 + 1, replacement: DNASequence(codes: [0])) }
    let joint = try #require(Haplotype(changes, gene: gene))
    #expect(joint.changes.count == 1 && joint.hgvsP.hasPrefix("NP_000079.2:p.(Gly197"), "\(joint.hgvsP)")
    #expect(Haplotype([changes[0]], gene: gene) == nil)
  }

  /// Variants that are read together have a transcript and a name of it as one variant has.
  @Test func joinedVariantsHaveOutcomesAndRNA() {
    let namer = CollagenNamer()
    for (name, rna, outcome, terms) in [
      ("[1300del;1310dup]", "[(1301del;1310dup)]", "in_frame_indel", "protein_altering_variant"),
      ("[1243C>T;1310dup]", "[(1243c>u;1310dup)]", "null_allele", "stop_gained"),
      ("[1A>G;1310dup]", "[(1a>g;1310dup)]", "null_allele", "start_lost"),
    ] {
      let row = namer.row(for: "NM_000088.4:c.\(name)")
      #expect(row.rna == "NM_000088.4:r.\(rna)", "\(row.tsv)")
      #expect(row.outcomes.hasPrefix("normal_splicing:?:"), "\(row.outcomes)")
      #expect(row.outcomeLists.joined().count == 1 && row.outcomes.hasSuffix(row.hgvsP.dropFirst("NP_000079.2:".count)))
      #expect(
        row.consequence == terms && row.collagenEffect.contains(outcome) || outcome == "in_frame_indel", "\(row.tsv)")
    }
    let row = namer.row(for: "NM_000088.4:c.[642+1G>A;589G>T]")
    #expect(row.message.contains("write NM_000088.4:c.[589G>T;642+1G>A]"), "\(row.message)")
    #expect(namer.row(for: "NM_000088.4:c.[589_600del;595C>T]").message.contains("overlap"))
  }
}
