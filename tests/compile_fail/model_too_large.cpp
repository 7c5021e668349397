#include <talaria/talaria.hpp>
using namespace talaria;

struct Large {
  int m0_0 = 0, m0_1 = 0, m0_2 = 0, m0_3 = 0, m0_4 = 0, m0_5 = 0, m0_6 = 0, m0_7 = 0, m0_8 = 0, m0_9 = 0, m0_10 = 0,
      m0_11 = 0, m0_12 = 0, m0_13 = 0, m0_14 = 0, m0_15 = 0;
  int m1_0 = 0, m1_1 = 0, m1_2 = 0, m1_3 = 0, m1_4 = 0, m1_5 = 0, m1_6 = 0, m1_7 = 0, m1_8 = 0, m1_9 = 0, m1_10 = 0,
      m1_11 = 0, m1_12 = 0, m1_13 = 0, m1_14 = 0, m1_15 = 0;
  int m2_0 = 0, m2_1 = 0, m2_2 = 0, m2_3 = 0, m2_4 = 0, m2_5 = 0, m2_6 = 0, m2_7 = 0, m2_8 = 0, m2_9 = 0, m2_10 = 0,
      m2_11 = 0, m2_12 = 0, m2_13 = 0, m2_14 = 0, m2_15 = 0;
  int m3_0 = 0, m3_1 = 0, m3_2 = 0, m3_3 = 0, m3_4 = 0, m3_5 = 0, m3_6 = 0, m3_7 = 0, m3_8 = 0, m3_9 = 0, m3_10 = 0,
      m3_11 = 0, m3_12 = 0, m3_13 = 0, m3_14 = 0, m3_15 = 0;
#ifdef MUST_FAIL
  int one_more = 0;
#endif
};

Task<Json> create(Body<Large>) {
  co_return nullptr;
}

void add(App& app) {
  app.post<create>("/");
}
