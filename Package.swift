// swift-tools-version: 6.3
// Collagen: is this type I collagen, or not? Targets are listed in the order the data flows; imports only point up.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "collagen",
  products: [
    .library(name: "BioSequence", targets: ["BioSequence"]),
    .library(name: "Alignment", targets: ["Alignment"]),
    .library(name: "ExportAssay", targets: ["ExportAssay"]),
    .library(name: "AssayReport", targets: ["AssayReport"]),
  ],
  targets: [
    .target(name: "BioSequence", swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "ExportAssay", swiftSettings: strict),
    .target(name: "AssayReport", dependencies: ["ExportAssay"], swiftSettings: strict),
    .testTarget(
      name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(
      name: "ExportAssayTests", dependencies: ["ExportAssay", "AssayReport"], swiftSettings: strict),
  ]
)
