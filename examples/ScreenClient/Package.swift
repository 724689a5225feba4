// swift-tools-version: 6.3
// A program that imports the library: the smallest useful one.
import PackageDescription

let package = Package(
  name: "ScreenClient",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(name: "ScreenClient", dependencies: [.product(name: "Collagen", package: "collagen")])
  ]
)
