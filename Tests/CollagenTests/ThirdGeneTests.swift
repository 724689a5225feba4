// A made-up third gene, given as data, through the library: catalog, names, reads, screen. The command's test is in CLITests.

import Alignment
import Collagen
import Foundation
import HGVS
import ReadSimulation
import Reporting
import Testing
import TypeICollagen
import VariantCalling
import VariantNaming

@Suite struct ThirdGeneTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../fixtures/genes").path

  @Test func itStandsBehindTheEmbeddedGenes() throws {
    let genes = try GeneCatalog.embedded(with: Self.folder)
    #expect(genes.genes.map(\.symbol) == ["COL1A1", "COL1A2", "COL99A1"])
    #expect(TargetRegions.exons(of: genes).regions.filter { $0.gene == 2 }.count == 10)
    #expect(throws: (any Error).self) { try GeneCatalog.embedded(with: Self.folder + "/none") }
  }

  @Test func itsGlycinesAreToldByItsOwnHelix() throws {
    let genes = try GeneCatalog.embedded(with: Self.folder)
    let gene = genes.genes[2]
    let model = gene.model.transcripts[0]
    for triplet in 0..<60 {
      let residue = 77 + 3 * triplet
      #expect(model.protein[residue - 1] == .gly)
      let offset = model.transcript.recordOffset(ofTranscriptOffset: model.coding.lowerBound + 3 * (residue - 1) + 1)
      let variant = Variant(range: offset..<offset + 1, replacement: "A")
      let found = annotate(variant: variant, gene: gene)
      #expect(found.collagenEffects == [.glycineSubstitution] && found.helixResidue == 3 * triplet + 1)
      let lethal = gene.glycineSubstitution(residue: residue, to: .asp)?.regions ?? []
      #expect(lethal.isEmpty == !(100...130).contains(3 * triplet + 1), "residue \(residue)")
    }
  }

  @Test func aNullAlleleThatIsToleratedSaysSo() throws {
    let gene = try GeneCatalog.embedded(with: Self.folder).genes[2]
    let model = gene.model.transcripts[0]
    let offset = model.transcript.recordOffset(ofTranscriptOffset: model.coding.lowerBound + 60)
    let found = annotate(variant: Variant(range: offset..<offset + 1, replacement: ""), gene: gene)
    #expect(found.collagenEffects.contains(.nullAllele))
    let reasons = found.molecularPrediction(gene).reasons.joined()
    #expect(reasons.contains("one null allele of COL99A1 does not cause osteogenesis imperfecta"))
  }

  /// Error-free reads of one glycine substitution: called, named and placed on chromosome 5.
  @Test(arguments: Assembly.allCases) func readsOfItAreScreened(_ assembly: Assembly) throws {
    let genes = try GeneCatalog.embedded(with: Self.folder)
    let namer = CollagenNamer(genes: genes, assembly: assembly)
    let description = "NM_999099.2:c.410G>A"
    let queried = try namer.variant(for: description)
    #expect(queried.gene == 2)
    let simulated = genes.genes.map {
      SimulatedGene(
        sequence: $0.record.sequence, exons: $0.record.preferredTranscript.exons,
        codingRange: $0.record.preferredTranscript.codingRange)
    }
    let planted = PlantedVariant(gene: 2, variant: queried.variant, allele: .heterozygous(haplotype: 0))
    var plan = SimulationPlan(genes: simulated, variants: [planted], seed: 3)
    plan.depth = 40
    plan.errorModel = .errorless
    var simulator = try ReadSimulator(plan: plan)
    var texts: [[UInt8]] = [[], []]
    simulator.writeFASTQ { first, second in
      texts[0] += first
      texts[1] += second
    }
    let scratch = FileManager.default.temporaryDirectory.appending(path: "third-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let paths = [1, 2].map { scratch.appending(path: "r_\($0).fastq").path }
    for (text, path) in zip(texts, paths) { try Data(text).write(to: URL(filePath: path)) }
    var options = ScreenOptions(sample: "third", genes: genes)
    options.assembly = assembly
    let lane = ReadLane.paired(InputSource(path: paths[0]), InputSource(path: paths[1]))
    let report = try ScreenPipeline.run(lanes: [lane], options: options).report
    let passed = report.passed
    #expect(passed.map(\.hgvsC) == [description])
    #expect(passed.first?.gene == "COL99A1" && passed.first?.chrom == "chr5")
    let expected = try #require(genes.genes[2].model.names(of: queried.variant).genomic(on: assembly))
    #expect(passed.first?.hgvsG == expected.hgvs && passed.first?.pos == expected.vcf.position)
    #expect(report.contigs.map(\.name) == ["chr5", "chr7", "chr17"])
    let page = try ScreenHTML.text(report, genes: genes.genes, version: "test")
    #expect(page.contains("COL99A1") && page.contains("c.410G&gt;A"))
  }
}
