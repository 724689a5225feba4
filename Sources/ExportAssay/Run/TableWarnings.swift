// What is in the tables but cannot be used, said once a cause.

internal import Documents

/// Finds rows and columns that would otherwise be passed over without a word.
enum TableWarnings {
  static func find(
    _ cultures: [CultureDish], _ bands: [Band], _ profiles: [LaneProfile], hasPlates: Bool, hasDigests: Bool = false
  ) -> [AssayWarning] {
    var result: [AssayWarning] = []
    if let first = cultures.first, !hasPlates {
      result.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          hasDigests
            ? "collagenase and hydroxyproline tables give figures of single samples; for synthesis, secretion and a class of cell lines give their amounts in a table of amounts (measure collagenase_dpm or hydroxyproline)"
            : "cultures without a plate: also give the plate table or the reader's export, or no collagen is measured"))
    }
    let timeless = cultures.filter { $0.hours == nil }
    if let first = timeless.first, hasPlates {
      result.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "label_hours is missing for \(timeless.count) of \(cultures.count) dishes: no synthesis per hour is given for them"
        ))
    }
    let volumes = cultures.filter { $0.mediumVolume == nil || $0.cellLayerVolume == nil }
    if let first = volumes.first, hasPlates {
      result.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "medium_ml or cell_layer_ml is missing for \(volumes.count) of \(cultures.count) dishes: no secretion is given for them"
        ))
    }
    var seen: Set<String> = []
    for band in bands where !band.isKnown && seen.insert(band.band).inserted {
      result.append(
        AssayWarning(
          file: "", line: band.fileLine,
          "band \(band.band.quoted()) is not used; those that are: alpha1_I, alpha2_I, alpha1_III, alpha1_I_slow, pN_..."
        ))
    }
    result += unlikely(bands)
    for profile in profiles where LaneDeconvolution.isTooShort(profile) {
      result.append(
        AssayWarning(
          file: "", line: nil,
          "gel \(profile.gel.quoted()), lane \(profile.lane): a profile needs 12 points and a peak; no band is fitted"))
    }
    return result
  }

  /// Bands without signal above their background, and chains whose labels are likely exchanged: alpha1(I) stands twice in
  /// the type I trimer and three times in its homotrimer, never less often than alpha2(I).
  private static func unlikely(_ bands: [Band]) -> [AssayWarning] {
    var result: [AssayWarning] = []
    let empty = bands.filter { $0.isKnown && $0.signal <= 0 }
    if let first = empty.first {
      let more = empty.count > 1 ? " and \(empty.count - 1) more" : ""
      result.append(
        AssayWarning(
          file: "", line: first.fileLine,
          "gel \(first.gel.quoted()), lane \(first.lane): band \(first.band.quoted())\(more) has no volume above its background and counts as none"
        ))
    }
    for (_, lane) in Dictionary(grouping: bands, by: { [$0.gel, String($0.lane), $0.fraction.rawValue, $0.treatment] })
      .sorted(by: { ($0.value.first?.fileLine ?? 0) < ($1.value.first?.fileLine ?? 0) })
    {
      guard let one = lane.first(where: { $0.band == "alpha1_I" }),
        let two = lane.first(where: { $0.band == "alpha2_I" }),
        one.signal > 0, two.signal > one.signal
      else { continue }
      result.append(
        AssayWarning(
          file: "", line: one.fileLine,
          "gel \(one.gel.quoted()), lane \(one.lane): alpha2(I) is stronger than alpha1(I); are the chains exchanged?"))
    }
    return result
  }
}
