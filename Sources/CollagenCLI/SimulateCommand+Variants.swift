// Which variants `collagen simulate` plants: given ones and random ones.

import ArgumentParser
import BioSequence
import Collagen
import HGVS
import Numerics
import ReadSimulation
import TypeICollagen
import VariantNaming

extension SimulateCommand {
  /// Splits `DESCRIPTION@VAF` and finds the change that it means.
  func parse(_ text: String, _ genes: GeneCatalog) throws -> PlantedVariant {
    let (description, allele) = try suffix(of: text, option: "--variant")
    let planted = allele ?? (genotype == .het ? .heterozygous(haplotype: 0) : .homozygous)
    do throws(HGVSError) {
      let found = try CollagenNamer(genes: genes, assembly: assembly.assembly).variant(for: description)
      return PlantedVariant(gene: found.gene, variant: found.variant, allele: planted)
    } catch {
      throw ExitFailure(.usage, "--variant \(text): \(error.description)")
    }
  }

  /// Refuses one change on both alleles in two options: the truth would tell two heterozygous ones.
  func checkAlleles(_ given: [PlantedVariant], _ genes: GeneCatalog) throws {
    let changes = given.map { $0.variant.leftAligned(on: genes.genes[$0.gene].record.sequence) }
    for (index, one) in given.enumerated() {
      guard case .heterozygous = one.allele else { continue }
      for other in given.indices.dropFirst(index + 1) where given[other].gene == one.gene {
        guard case .heterozygous(let haplotype) = given[other].allele, changes[other] == changes[index] else {
          continue
        }
        if one.allele != .heterozygous(haplotype: haplotype) {
          throw ExitFailure(
            .usage, "--variant \(variant[other]): is planted on the other allele as well: give it once, with @hom")
        }
      }
    }
  }

  /// Splits `TEXT@SUFFIX`, where the suffix says what carries the change.
  private func suffix(of text: String, option: String) throws -> (text: String, allele: PlantedAllele?) {
    guard let mark = text.lastIndex(of: "@") else { return (text, nil) }
    let head = String(text[..<mark])
    switch text[text.index(after: mark)...] {
    case "h1": return (head, .heterozygous(haplotype: 0))
    case "h2": return (head, .heterozygous(haplotype: 1))
    case "hom": return (head, .homozygous)
    case let suffix:
      guard let fraction = Double(suffix), fraction > 0, fraction <= 1 else {
        throw ExitFailure(
          .usage, "\(option) \(text): after '@' comes an allele fraction above 0, at most 1, or h1, h2 or hom")
      }
      return (head, .mosaic(fraction: fraction))
    }
  }

  /// What `--random` asks for.
  func countAndAllele(_ text: String) throws -> (number: Int, allele: PlantedAllele?) {
    let (head, allele) = try suffix(of: text, option: "--random")
    guard let number = Int(head), (0...1000).contains(number) else {
      throw ValidationError("--random takes a number from 0 to 1000, with @VAF, @h1, @h2 or @hom for all of them")
    }
    return (number, allele)
  }

  /// The classes that `--random` draws from.
  func drawnClasses() throws -> [RandomVariantClass] {
    guard let randomClasses else {
      return RandomVariantClass.allCases.filter { $0 != .distantExonDeletion && $0 != .distantExonDuplication }
    }
    return try randomClasses.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let found = RandomVariantClass(rawValue: String(name)) else {
        throw ValidationError(
          "--random-classes: there is no class \(name.isEmpty ? "without a name" : name); --help lists them")
      }
      return found
    }
  }

  /// The changes of `--random`.
  func drawn(apartFrom given: [PlantedVariant], _ genes: GeneCatalog) throws -> [PlantedVariant] {
    guard let random else { return [] }
    let (number, allele) = try countAndAllele(random)
    var source = RandomVariants(genes: SimulateCommand.simulated(genes), seed: seed)
    if let insertSize {
      source.distance = max(300, Int(insertSize.mean + 3 * insertSize.deviation))
    }
    return try source.draw(count: number, classes: try drawnClasses(), allele: allele, apartFrom: given)
  }

  /// The genes as reads are drawn from them, in the order of the catalog.
  static func simulated(_ genes: GeneCatalog) -> [SimulatedGene] {
    genes.genes.map { gene in
      let transcript = gene.record.preferredTranscript
      return SimulatedGene(
        sequence: gene.record.sequence, exons: transcript.exons, codingRange: transcript.codingRange)
    }
  }
}
