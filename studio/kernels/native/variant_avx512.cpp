#include "lanes_avx512.h"

#include "apply.h"
#include "detail.h"
#include "reduce.h"

const pss::Variant &pss::avx512_variant() {
    static constexpr Variant variant = {"avx512", apply, detail, reduce};
    return variant;
}
