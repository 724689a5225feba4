// The files of a screen, made ready in a staging folder.

import BioSequence
package import Reporting
import TypeICollagen
import VariantCalling

/// Writes every file of a screen.
package enum ScreenFiles {
  /// The names of the files that ``stage(_:into:)`` writes, in order of publication; the JSON is the manifest and last.
  package static func names(
    sample: String, withBAM: Bool, molecule: SampleMolecule = .dna, confirms: Bool = false, withGVCF: Bool = false
  ) -> [String] {
    var names = [
      "\(sample).variants.tsv", "\(sample).coverage.tsv", "\(sample).html", "\(sample)_mqc.json",
    ]
    if molecule == .rna {
      names += ["\(sample).junctions.tsv", "\(sample).SJ.out.tab", "\(sample).junctions.bed12"]
    }
    if confirms { names.append("\(sample).confirm.tsv") }
    if BlockCompression.isAvailable {
      names += ["\(sample).vcf.gz", "\(sample).vcf.gz.tbi"]
      names += ["\(sample).regions.bed.gz", "\(sample).regions.bed.gz.csi"]
      if withGVCF { names += ["\(sample).g.vcf.gz", "\(sample).g.vcf.gz.tbi"] }
      if withBAM { names += ["\(sample).bam", "\(sample).bam.bai"] }
    } else {
      names += ["\(sample).vcf", "\(sample).regions.bed"]
      if withGVCF { names.append("\(sample).g.vcf") }
    }
    return names + ["\(sample).json"]
  }

  /// Writes the files of a result into a staging folder; nothing is published yet.
  ///
  /// - Throws: ``Reporting/OutputError`` if the disk is full or a file cannot be made.
  package static func stage(_ result: ScreenResult, into folder: OutputFolder) throws(OutputError) {
    try stageTables(result, as: result.report.sample, into: folder)
    try folder.write("\(result.report.sample).json", result.report.text())
  }

  /// The name of a screen's page.
  static func pageName(_ name: String) -> String { "\(name).html" }

  /// Writes everything but the JSON.
  ///
  /// - Parameters:
  ///   - name: how the files' names begin.
  ///   - reportPage: the name of the case report's page, if it is published in the same folder.
  static func stageTables(
    _ result: ScreenResult, as name: String, reportPage: String? = nil, into folder: OutputFolder
  ) throws(OutputError) {
    let report = result.report
    try folder.write("\(name).variants.tsv", ScreenTSV.variants(report))
    try folder.write("\(name).coverage.tsv", ScreenTSV.coverage(report))
    if let rna = report.rna {
      let genes = result.genes.genes
      try folder.write("\(name).junctions.tsv", ScreenTSV.junctions(rna))
      try folder.write(
        "\(name).SJ.out.tab", JunctionFiles.spliceJunctions(rna, genes: genes, assembly: report.assembly))
      try folder.write("\(name).junctions.bed12", JunctionFiles.bed12(rna, genes: genes, assembly: report.assembly))
    }
    if !report.confirmations.isEmpty { try folder.write("\(name).confirm.tsv", ScreenTSV.confirmations(report)) }
    let version = "collagen \(CollagenVersion.number)"
    guard
      let page = try? ScreenHTML.text(
        report, genes: result.genes.genes, pileups: result.pileups, reportPage: reportPage, version: version)
    else {
      preconditionFailure("the built-in template parses")
    }
    try folder.write(pageName(name), page)
    try folder.write("\(name)_mqc.json", ScreenMultiQC.text(report))
    try stageForOtherTools(result, name, into: folder)
  }

  /// VCF, gVCF, BAM and depth by region, compressed and indexed where htslib is there.
  private static func stageForOtherTools(
    _ result: ScreenResult, _ name: String, into folder: OutputFolder
  ) throws(OutputError) {
    let report = result.report
    func vcf(_ blocks: [ReferenceBlock]?) -> String {
      ScreenVCF.text(
        report, source: "collagen \(CollagenVersion.number)",
        filters: CallFilter.allCases.map { ($0.rawValue, $0.summary) },
        commandLine: folder.run.commandLine, blocks: blocks)
    }
    let regions = RegionDepth.table(result.regionDepths)
    #if HTSlib
      try BlockCompression.writeVCF(vcf(nil), path: folder.staged("\(name).vcf.gz"))
      try BlockCompression.writeBED(regions, path: folder.staged("\(name).regions.bed.gz"))
      if let blocks = result.referenceBlocks {
        try BlockCompression.writeVCF(vcf(blocks), path: folder.staged("\(name).g.vcf.gz"))
      }
      if let alignments = result.alignments {
        let records = alignments.records(on: report.assembly)
        try BlockCompression.writeBAM(
          header: alignments.header(
            of: report, version: CollagenVersion.number, commandLine: folder.run.commandLine),
          records: records, path: folder.staged("\(name).bam"))
      }
    #else
      try folder.write("\(name).vcf", vcf(nil))
      try folder.write("\(name).regions.bed", regions)
      if let blocks = result.referenceBlocks { try folder.write("\(name).g.vcf", vcf(blocks)) }
    #endif
  }
}
