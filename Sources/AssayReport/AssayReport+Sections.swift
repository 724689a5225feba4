// Further sections of assay.html: gels, chase, other measurements, wells, flags, methods.

internal import Documents
internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  static func gelSection(_ result: AssayResult) -> Markup {
    guard !result.chains.isEmpty || !result.lanes.isEmpty else { return .empty }
    var out = Markup.heading("Chains on gels")
    if !result.chains.isEmpty {
      out += .table(
        [
          "line", "role", "alpha1(I):alpha2(I) (95 %)", "lanes", "homotrimer fraction", "III:I", "shift, % (95 %)",
          "lanes", "width / control", "shift after dipyridyl, %", "N-propeptide retained", "flags",
        ],
        result.chains.map {
          [
            $0.line, $0.role.rawValue,
            Format.interval($0.ratio, $0.ratioInterval) + ($0.ratioIsMolar || $0.ratio.isNaN ? "" : " (volumes)"),
            String($0.logRatios.count), $0.ratioIsMolar ? Format.number(Swift.max(0, $0.homotrimer), 2) : "—",
            Format.number($0.typeThree.mean) + ($0.typeThreeIsMolar || $0.typeThree.isEmpty ? "" : " (volumes)"),
            Format.interval($0.shifts.mean, $0.shiftInterval), String($0.shifts.count),
            Format.number($0.broadening.mean), Format.number($0.dipyridylShifts.mean),
            Format.number($0.propeptide.mean),
            Format.flagWords($0.flags),
          ]
        })
      out += .paragraph(
        "Ratios are mol/mol after division by the labelled residues of each chain (or its mass, for stains); \"volumes\" where a chain's composition was not given: then only the comparison with the controls counts. An interval needs two lanes.",
        "small")
      out += .paragraph(
        "A shift that disappears after alpha,alpha'-dipyridyl is over-modification, not another size of the chain.",
        "small")
    }
    out += plots(result.lanes.map(lanePlot))
    if !result.lanes.isEmpty {
      out += .paragraph(
        "Small points: the profile. Dark line: fit. Where two bands were accepted: broken line the slow one, thin line the other.",
        "small")
      out += .table(
        ["gel", "lane", "BIC(1) - BIC(2)", "second band", "slow fraction (95 %)", "resolution"],
        result.lanes.map {
          [
            $0.profile.gel, String($0.profile.lane), Format.number($0.deltaBIC, 3),
            $0.bands.count > 1 ? "accepted (> 10)" : "not accepted",
            $0.bands.count > 1 ? Format.interval($0.slowFraction, $0.slowInterval) : "—",
            Format.number($0.resolution),
          ]
        })
    }
    return out
  }

  static func chaseSection(_ result: AssayResult) -> Markup {
    guard !result.chases.isEmpty else { return .empty }
    var out = Markup.heading("Pulse-chase") + plots(result.chases.map(chasePlot))
    out += .paragraph(
      "Solid line and round points: medium. Broken line and squares: cells. Half-life with its 95 % interval shaded.",
      "small")
    out += .table(
      [
        "experiment", "line", "chain", "points", "model", "half-life, min (95 %)", "delay, min",
        "fraction finally secreted",
        "fraction lost", "total at end / start", "flags",
      ],
      result.chases.map {
        [
          $0.experiment, $0.line, $0.chain, String($0.points.count), $0.best?.model.rawValue ?? "too few points",
          Format.interval($0.best?.halfLife ?? .nan, $0.halfLifeInterval),
          Format.number($0.best?.delay ?? .nan), Format.number($0.best?.secretedFraction ?? .nan),
          Format.number($0.best?.lostFraction ?? .nan, 2), Format.number($0.conservation), Format.flagWords($0.flags),
        ]
      })
    return out
  }

  static func otherSection(_ result: AssayResult) -> Markup {
    var out = Markup.empty
    if !result.meltings.isEmpty {
      out += .heading("Thermal stability")
      out += .table(
        ["line", "dish", "run", "melting, °C (95 %)", "width, °C", "temperatures"],
        result.meltings.map {
          [
            $0.line, String($0.bioRep), $0.run,
            $0.isWithin ? Format.interval($0.melting, $0.interval, 4) : "not within the temperatures",
            Format.number($0.width, 2), String($0.points.count),
          ]
        })
    }
    out += siteSection(result)
    if !result.collagenase.isEmpty {
      out += .heading("Collagenase-digestible fraction")
      out += .table(
        ["line", "dish", "fraction", "collagen, % of protein synthesised", "flags"],
        result.collagenase.map {
          [
            $0.sample.line, String($0.sample.bioRep), $0.sample.fraction, Format.number($0.percent, 3),
            Format.flagWords($0.flags),
          ]
        })
      out += .paragraph(
        "100 C / (C + \(Format.number(result.options.constants.iminoAcidRatio, 3)) N), where C was released by collagenase and N resisted it. \(factorWords(result.options.constants)) The factor changes every figure and their ratios, but not their order. One digestion per row: no interval can be given.",
        "small")
    }
    if !result.hydroxyproline.isEmpty {
      out += .heading("Hydroxyproline")
      out += .table(
        ["line", "dish", "fraction", "method", "collagen, ug", "proline hydroxylated, %", "flags"],
        result.hydroxyproline.map {
          [
            $0.sample.line, String($0.sample.bioRep), $0.sample.fraction, $0.sample.method,
            Format.number($0.collagen, 4), Format.number($0.hydroxylation), Format.flagWords($0.flags),
          ]
        })
      out += .paragraph(
        "Collagen = \(Format.number(result.options.constants.collagenPerHydroxyproline, 4)) x hydroxyproline (13.4 % of its weight; from secondary sources). Hydroxylated: 100 Hyp / (Hyp + Pro). One determination per row: no interval can be given.",
        "small")
    }
    return out
  }

  /// Sites of modification: lines other than controls, each site against the controls.
  private static func siteSection(_ result: AssayResult) -> Markup {
    let shown = result.sites.filter { $0.role != .control }
    guard !shown.isEmpty else { return .empty }
    let table = Markup.table(
      ["line", "chain", "residue", "modification", "occupied, %", "controls, %", "difference (95 %)", "p", "p (Holm)"],
      shown.map { item in
        [
          item.line, item.chain, item.residue, item.modification.rawValue, Format.number(item.occupancy, 3),
          item.comparison.map { "\(Format.number($0.controlMean, 3)) (\($0.controlCount) lines)" } ?? "—",
          item.comparison.map { Format.interval($0.difference, $0.ownInterval) } ?? "not compared",
          Format.p(item.comparison?.p ?? .nan), Format.p(item.adjusted),
        ]
      })
    let words =
      "Differences in per cent points of the residue. p (Holm) holds over all sites of a line. No published limit of occupancy was found, so sites enter no class."
    return .heading("Sites of modification") + table + .paragraph(words, "small")
  }

  /// What is known about the factor of the collagenase digestion.
  private static func factorWords(_ constants: AssayConstants) -> String {
    constants.iminoAcidRatio == AssayConstants().iminoAcidRatio
      ? "The factor is the usual convention, for which no source was found; a laboratory may set its own (--collagenase-factor)."
      : "The factor was set for this run (the usual convention is \(Format.number(AssayConstants().iminoAcidRatio, 3)), without a source)."
  }

  static func wellSection(_ result: AssayResult) -> Markup {
    guard !result.plates.isEmpty else { return .empty }
    var out = Markup.heading("Wells")
    for plate in result.plates {
      let title = "\(plateTitle(plate.record.name)): \(plate.wells.count) wells"
      let table = Markup.table(
        [
          "plate", "well", "role", "sample", "line", "fraction", "signal",
          Format.quantity("in the well", plate.record.unit) + " (95 %)",
          "dilution", Format.quantity("in the sample", plate.record.unit), "replicate CV, %", "flags",
        ],
        plate.wells.map { item in
          let w = item.well
          let shown: String
          if item.flags.contains(.belowLLOQ) {
            shown = "< LLOQ" + (item.reading?.concentration.map { " [\(Format.number($0, 3))]" } ?? "")
          } else if item.flags.contains(.aboveULOQ) {
            shown = "> ULOQ" + (item.reading?.concentration.map { " [\(Format.number($0, 4))]" } ?? "")
          } else if let reading = item.reading, let x = reading.concentration {
            shown = Format.interval(x, (reading.low, reading.high), 4)
          } else {
            shown = "—"
          }
          return [
            w.plate, w.position.description, w.role.rawValue, w.sample, w.cellLine ?? "", w.fraction?.rawValue ?? "",
            Format.number(item.signal.number, 5), shown, Format.number(w.dilution, 4),
            item.isUsable ? Format.number(item.sampleConcentration, 4) : "—", Format.number(item.replicateCV, 3),
            Format.flagWords(item.flags),
          ]
        })
      out += .element("details", [:], .element("summary", [:], .text(title)) + table) + .newline
    }
    return out
  }

  static func flagSection(_ result: AssayResult) -> Markup {
    var used: Set<QualityFlag> = []
    for plate in result.plates {
      used.formUnion(plate.flags)
      for well in plate.wells { used.formUnion(well.flags) }
    }
    for line in result.lines { used.formUnion(line.flags) }
    for chain in result.chains { used.formUnion(chain.flags) }
    for chase in result.chases { used.formUnion(chase.flags) }
    for item in result.collagenase { used.formUnion(item.flags) }
    for item in result.hydroxyproline { used.formUnion(item.flags) }
    guard !used.isEmpty else { return .empty }
    return Markup.heading("Flags used here")
      + Markup.table(["flag", "meaning"], used.sorted().map { [$0.rawValue, $0.meaning] })
  }

  static func methodSection(_ result: AssayResult) -> Markup {
    let rules = result.options.rules
    let unseen = "Not seen by any check: " + TableGuide.unseen.joined(separator: "; ") + "."
    return Markup.heading("How it was computed")
      + Markup.paragraph(
        "Concentrations: the 95 % interval of a well is Fieller's, from the noise of the signal and the uncertainty of the curve. Wells below LLOQ, above ULOQ, saturated or masked never enter a mean."
      )
      + Markup.paragraph(
        "Secretion: medium and cell layer are scaled to the whole dish. The fraction is analysed as ln(medium / cell layer), so its interval stays between 0 and 100 %. Synthesis is medium + cell layer (+ degraded) per normaliser and hour."
      )
      + Markup.paragraph(
        "Controls: the cell line is the unit. A case is compared by Crawford and Howell's t with the factor sqrt((n + 1) / n), or by a mixed model (REML, Satterthwaite) when several batches are joined. Outlying controls are flagged and kept."
      )
      + Markup.paragraph(
        "Half-life of secretion: a one-step, delayed or two-step model, chosen by AICc. The error is the counting error of the fitted value plus a constant CV estimated from the points. The interval is the profile likelihood averaged over all three models."
      )
      + Markup.paragraph(
        "Class: synthesis counts as low at a one-sided p below \(Format.number(rules.falseAbnormal / 2, 2)) and at most \(Format.percent(rules.nullHigh)) of control; the other readouts share a p of the same size, and secretion must be at most \(Format.percent(rules.secretionHigh)) of control. Beside a structural finding the class is MIXED where synthesis is more likely under the loss of an allele than under a structural allele alone (\(Format.percent(rules.structuralLow)) to \(Format.percent(rules.structuralHigh)) of control). NORMAL needs a power of \(Format.percent(100 * rules.power)) to detect either defect, and a loss of half of the synthesis must be excluded. All limits can be set."
      ) + limitSection(rules) + .paragraph(unseen)
  }
}
