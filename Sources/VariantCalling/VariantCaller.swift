// The caller: aligned reads in, calls and coverage verdicts out.

package import Alignment
import BioSequence
import Synchronization

/// Finds the variants that a sample's aligned reads show.
///
///     let caller = VariantCaller(references: [CallReference(sequence: record, targets: exons)])
///     let result = caller.call(reads)
///     for call in result.passing { print(call.variant.range, call.genotype) }
///
/// Stages: duplicates, pileup, active regions, haplotypes, likelihoods, genotypes, phase, coverage verdicts. The
/// result depends on the reads and options alone, not on threads.
package struct VariantCaller: Sendable {
  /// The records, indexed as ``Alignment/AlignedRead/reference``.
  package let references: [CallReference]
  /// The thresholds.
  package let options: CallOptions

  /// A caller for these records.
  package init(references: [CallReference], options: CallOptions = CallOptions()) {
    self.references = references
    self.options = options
  }

  /// Calls a sample.
  ///
  /// - Parameters:
  ///   - molecules: counts of all fragments, if the store holds only some of them.
  ///   - firstTemplates: the number of each lane's first template, in order; lanes are held against each other.
  ///   - loop: calls its second argument for every number below its first one, in any order and on any
  ///   threads, and returns when all are done, or throws. The result is the same for every loop.
  /// - Throws: what the loop throws.
  package func call<Failure: Error>(
    _ store: AlignedReadStore, molecules: MoleculeCounts? = nil, firstTemplates: [Int] = [],
    loop: ParallelLoop<Failure>
  ) throws(Failure) -> CallSet {
    let plan = try CallPlan(store: store, references: references, options: options, loop: loop)
    let results = Mutex([RegionCalls?](repeating: nil, count: plan.regions.count))
    let copyNumber = Mutex<CopyNumberInput?>(nil)
    // Long events come second: what was found at their ends may explain their reads better.
    for isLong in [false, true] {
      let numbers = plan.regions.indices.filter { plan.regions[$0].isLong == isLong }.sorted {
        (plan.weight($0), $1) > (plan.weight($1), $0)
      }
      let blocks = plan.blocks(of: results.withLock { $0 })
      // The fragments over the exons, which nothing else here needs, are counted beside the first regions.
      let before = isLong ? 0 : 1
      try loop(before + numbers.count) { index in
        if index < before {
          let basis = plan.copyNumberInput()
          copyNumber.withLock { $0 = basis }
          return
        }
        let number = numbers[index - before]
        let region = plan.regions[number]
        let calls = plan.caller.calls(in: region.adding(blocks[region.reference]))
        results.withLock { $0[number] = calls }
      }
    }
    return plan.callSet(
      from: results.withLock { $0 }.compactMap { $0 }, copyNumber: copyNumber.withLock { $0 },
      molecules: molecules.flatMap { $0.areCopies ? nil : $0 }, firstTemplates: firstTemplates)
  }

  /// Calls a sample, one region after the other.
  package func call(_ store: AlignedReadStore) -> CallSet { call(store, loop: VariantCaller.serialLoop) }

  /// One after the other.
  package static let serialLoop: @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void = { count, body in
    for index in 0..<count { body(index) }
  }
}
