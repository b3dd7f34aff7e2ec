// The binding: checks what Python gives, makes a job of it, and runs it without the interpreter's lock.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <optional>
#include <string>

#include "transform.h"

namespace nb = nanobind;
using namespace nb::literals;
using namespace pss;

namespace {

using Whole = nb::ndarray<const int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Source = nb::ndarray<nb::ro, nb::ndim<3>, nb::device::cpu>;
using Target = nb::ndarray<nb::ndim<3>, nb::device::cpu>;

std::vector<const Variant *> variants() { // best first
    std::vector<const Variant *> found;
#if defined(PSS_X86)
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        found.push_back(&avx512_variant());
    if (avx2)
        found.push_back(&avx2_variant());
#endif
    found.push_back(&plain_variant());
    return found;
}

const Variant &variant_of(const std::string &name) {
    for (const Variant *variant : variants())
        if (name == variant->name)
            return *variant;
    throw nb::value_error(("this processor has no " + name).c_str());
}

template <class Array> Pixels pixels_of(const Array &array, size_t channels) {
    require(array.shape(2) >= channels && array.stride(2) == 1, "pixels must be contiguous");
    Pixels pixels;
    pixels.data = const_cast<void *>(static_cast<const void *>(array.data()));
    pixels.row_stride = array.stride(0);
    pixels.pixel_stride = array.shape(1) > 1 ? array.stride(1) : static_cast<int64_t>(array.shape(2));
    if (array.dtype() == nb::dtype<uint8_t>())
        pixels.type = Type::u8;
    else if (array.dtype() == nb::dtype<uint16_t>())
        pixels.type = Type::u16;
    else if (array.dtype() == nb::dtype<float>())
        pixels.type = Type::f32;
    else
        throw nb::type_error("pixels are uint8, uint16 or float32");
    require(reinterpret_cast<uintptr_t>(array.data()) % array.itemsize() == 0, "pixels must be aligned");
    return pixels;
}

// Whether all places lie in a tile's row (or column) of `size`.
bool within(const Whole &places, size_t size) {
    const int32_t *first = places.data(), *end = first + places.size();
    return std::all_of(first, end, [size](int32_t place) { return place >= 0 && static_cast<size_t>(place) < size; });
}

void apply(const Transform &transform, const Source &source, const Target &out, int64_t top, int64_t left,
           int64_t width, int64_t height, const Optional &dither, const Optional &grain_tile,
           const std::optional<Whole> &grain_rows, const std::optional<Whole> &grain_columns,
           const std::string &variant) {
    const Variant &chosen = variant_of(variant);
    Job job = {};
    job.source = pixels_of(source, 3);
    job.out = pixels_of(out, 3);
    job.rows = static_cast<int64_t>(source.shape(0));
    job.columns = static_cast<int64_t>(source.shape(1));
    require(out.shape(0) == source.shape(0) && out.shape(1) == source.shape(1), "the shapes differ");
    require(top >= 0 && left >= 0 && job.rows <= height && job.columns <= width && top <= height - job.rows &&
                left <= width - job.columns,
            "the strip lies outside the picture");
    require(!dither || dither->size() == 3 * kDitherSize * kDitherSize, "thresholds are (256, 256, 3)");
    if (transform.grain != 0) {
        require(grain_tile && grain_rows && grain_columns && grain_tile->ndim() == 2, "grain needs its tile");
        require(static_cast<int64_t>(grain_rows->size()) == job.rows &&
                    static_cast<int64_t>(grain_columns->size()) == job.columns,
                "places of the grain");
        require(within(*grain_rows, grain_tile->shape(0)) && within(*grain_columns, grain_tile->shape(1)),
                "places outside the grain's tile");
        job.grain_tile = grain_tile->data();
        job.grain_size = static_cast<int>(grain_tile->shape(1));
        job.grain_rows = grain_rows->data();
        job.grain_columns = grain_columns->data();
    }
    if (job.rows == 0 || job.columns == 0)
        return;
    const nb::gil_scoped_release unlocked;

    job.top = top, job.left = left, job.width = width, job.height = height;
    job.full = transform.full.data();
    job.base = transform.base.data();
    job.axis = transform.axis;
    job.vignette = transform.vignette;
    job.grain = transform.grain;
    if (dither)
        job.dither = dither->data();

    const Places cells(left, job.columns, width, kGridSize);
    const Aligned grid_line(kGridSize * kGridTerms * kNode);
    job.grid = transform.grid.data();
    job.grid_columns = cells.columns();
    job.grid_line = grid_line.data();
    const Laid detail(transform.detail, job, job.detail), base(transform.base_detail, job, job.base_detail);
    const Laid slope(transform.slope, job, job.mask_slope), offset(transform.offset, job, job.mask_offset);
    job.masked = transform.slope.width > 0;

    std::vector<float> radii(static_cast<size_t>(job.columns + kSlack));
    const double w = static_cast<double>(width), h = static_cast<double>(height), corner = (w * w + h * h) / 4;
    for (size_t i = 0; i < static_cast<size_t>(job.columns); ++i) {
        const double u = (static_cast<double>(left) + static_cast<double>(i) + 0.5) / w - 0.5;
        radii[i] = static_cast<float>(u * u * w * w / corner);
    }
    job.vignette_columns = radii.data();
    job.vignette_height = h * h / corner;
    chosen.apply(job);
}

using Array = nb::ndarray<nb::numpy, float>;

// An array of NumPy's own, freed with it.
Array owned(Aligned &&memory, std::initializer_list<size_t> shape) {
    auto *kept = new Aligned(std::move(memory));
    const nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<Aligned *>(p); });
    return Array(kept->data(), shape, owner);
}

Array detail_map(const Floats &luma, const Floats &gains, const std::string &variant) {
    const Variant &chosen = variant_of(variant);
    require(luma.ndim() == 2 && luma.size() > 0, "the luma is (height, width)");
    require(gains.size() == 3 * kGridDepth * kGridSize * kGridSize, "gains are (3, 8, 16, 16)");
    const size_t height = luma.shape(0), width = luma.shape(1);
    Aligned result(height * width);
    {
        const nb::gil_scoped_release unlocked;
        DetailJob job = {};
        job.luma = luma.data();
        job.width = static_cast<int>(width);
        job.height = static_cast<int>(height);
        job.out = result.data();
        std::vector<Places> places;
        Aligned halves[3];
        size_t w = width, h = height;
        for (size_t k = 0; k < 3; ++k) {
            places.emplace_back(0, static_cast<int64_t>(w), static_cast<int64_t>(w), kGridSize);
            job.columns[k] = places.back().columns();
            w = (w + 1) / 2, h = (h + 1) / 2;
            halves[k] = Aligned(w * h);
            job.halves[k] = halves[k].data();
        }
        const Aligned deltas[2] = {Aligned(halves[0].size()), Aligned(halves[1].size())};
        job.deltas[0] = deltas[0].data(), job.deltas[1] = deltas[1].data();
        constexpr size_t band = kGridDepth * kGridSize * kGridSize, packed = kGridSize * kGridSize * kNode;
        const Aligned nodes(3 * packed);
        for (size_t k = 0; k < 3; ++k)
            std::memcpy(nodes.data() + k * packed, nodes_of_grid(gains.data() + k * band, 1).data(),
                        packed * sizeof(float));
        job.gains = nodes.data();
        const Aligned lines(5 * (width + kSlack) + kGridSize * kNode);
        std::fill_n(lines.data(), lines.size(), 0.0f);
        job.lines = lines.data();
        chosen.detail(job);
    }
    return owned(std::move(result), {height, width});
}

Array box_reduce(const Source &source, int factor, const std::string &variant) {
    const Variant &chosen = variant_of(variant);
    ReduceJob job = {};
    const size_t channels = source.shape(2);
    require(factor >= 1 && factor <= 65536, "a factor of 1 to 65536 is needed");
    require(channels >= 1 && channels <= 4 && source.size() > 0, "pixels of 1 to 4 channels are needed");
    job.source = pixels_of(source, channels);
    job.rows = static_cast<int64_t>(source.shape(0));
    job.columns = static_cast<int64_t>(source.shape(1));
    job.channels = static_cast<int>(channels);
    job.factor = factor;
    const auto reduced = [factor](int64_t size) { return static_cast<size_t>((size + factor - 1) / factor); };
    const size_t height = reduced(job.rows), width = reduced(job.columns);
    Aligned result(height * width * channels);
    {
        const nb::gil_scoped_release unlocked;
        const Aligned scratch(static_cast<size_t>(job.columns) * channels);
        job.scratch = scratch.data();
        job.out = result.data();
        chosen.reduce(job);
    }
    return owned(std::move(result), {height, width, channels});
}

} // namespace

NB_MODULE(_native, m) {
    // Caches may hold transforms until the program ends, which is no news for whoever reads its output.
    nb::set_leak_warnings(false);
    m.attr("INTERFACE") = PSS_INTERFACE;
    m.def("variants", [] {
        std::vector<std::string> names;
        for (const Variant *variant : variants())
            names.emplace_back(variant->name);
        return names;
    });
    nb::class_<Transform>(m, "Transform")
        .def(nb::init<const Optional &, const Optional &, float, float, bool, const Optional &,
                      const Optional &, const Optional &, const Optional &, float, float>(),
             "full"_a.none(), "base"_a.none(), "low"_a, "high"_a, "root"_a, "grid"_a.none(), "detail"_a.none(),
             "base_detail"_a.none(), "mask"_a.none(), "vignette"_a, "grain"_a);
    m.def("apply", apply, "transform"_a, "source"_a.noconvert(), "out"_a.noconvert(), "top"_a, "left"_a,
          "width"_a, "height"_a, "dither"_a.none(), "grain_tile"_a.none(), "grain_rows"_a.none(),
          "grain_columns"_a.none(), "variant"_a);
    m.def("detail_map", detail_map, "luma"_a, "gains"_a, "variant"_a);
    m.def("box_reduce", box_reduce, "pixels"_a.noconvert(), "factor"_a, "variant"_a);
}
