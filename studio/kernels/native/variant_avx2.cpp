#include "lanes_avx2.h"

#include "apply.h"
#include "detail.h"
#include "reduce.h"

const pss::Variant &pss::avx2_variant() {
    static constexpr Variant variant = {"avx2", apply, detail, reduce};
    return variant;
}
