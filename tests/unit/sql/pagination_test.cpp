// Pages on both databases.
#include "sql/on_database.hpp"
#include "tables.hpp"

#include <talaria/sql/pagination.hpp>

namespace talaria::sql {
namespace {

using namespace tests;
using testing::ElementsAre;

class Pages : public OnDatabase {
 protected:
  void SetUp() override {
    run([&]() -> Task<void> {
      const Metadata metadata = tables<Team, Hero>();
      {
        const PooledConnection connection = co_await engine.connect();
        co_await metadata.create_all(*connection, force);
      }
      Session session(engine);
      for (int i = 0; i < 5; ++i) add(session, "hero " + std::to_string(i), i / 2);
      co_await session.commit();
    });
  }
  static void add(Session& session, std::string name, int age) {
    Hero hero;
    hero.name = std::move(name);
    hero.secret_name = "s";
    hero.age = age;
    session.add(std::move(hero));
  }
  static PageParams params(int page, int size) {
    PageParams made;
    made.page = page;
    made.size = size;
    return made;
  }
  static std::vector<std::string> names(const std::vector<HeroStat>& items) {
    std::vector<std::string> found;
    for (const HeroStat& item : items) found.push_back(item.name);
    return found;
  }
};

TALARIA_ON_BOTH_DATABASES(Pages);

TEST_P(Pages, HaveNumbers) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Hero>().order_by(column<&Hero::id>);
    auto wanted = params(2, 2);
    const Page<HeroStat> page = co_await paginate<HeroStat>(session, query, wanted);
    EXPECT_THAT(names(page.items), ElementsAre("hero 2", "hero 3"));
    EXPECT_EQ(page.total, 5);
    EXPECT_EQ(page.pages, 3);
    wanted = params(3, 2);
    const Page<HeroStat> last = co_await paginate<HeroStat>(session, query, wanted);
    EXPECT_EQ(last.items.size(), 1U);
    wanted = params(1, 5);
    const Page<HeroStat> exact = co_await paginate<HeroStat>(session, query, wanted);
    EXPECT_EQ(exact.pages, 1) << "an exact multiple";
    auto nothing = select<Hero>().where(column<&Hero::id> == 99);
    const Page<HeroStat> empty = co_await paginate<HeroStat>(session, nothing, wanted);
    EXPECT_EQ(empty.pages, 0);
    EXPECT_EQ(empty.total, 0);
    auto one = select<Hero>().where(column<&Hero::id> == 1);
    const Page<HeroStat> single = co_await paginate<HeroStat>(session, one, wanted);
    EXPECT_EQ(single.pages, 1);
  });
}

TEST_P(Pages, HaveLimitsAndOffsets) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Hero>().order_by(column<&Hero::id>.desc());
    LimitOffsetParams wanted;
    wanted.limit = 2;
    wanted.offset = 1;
    const LimitOffsetPage<HeroStat> page = co_await paginate<HeroStat>(session, query, wanted);
    EXPECT_THAT(names(page.items), ElementsAre("hero 3", "hero 2"));
    EXPECT_EQ(page.total, 5);
  });
}

TEST_P(Pages, StayRightBehindCursors) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Hero>();
    CursorParams wanted;
    wanted.size = 2;
    std::vector<std::string> found;
    int pages = 0;
    do {
      const CursorPage<HeroStat> page =
          co_await paginate<HeroStat>(session, query, wanted, "secret", column<&Hero::age>.desc(), column<&Hero::id>);
      for (const HeroStat& item : page.items) found.push_back(item.name);
      wanted.cursor = page.next_cursor;
      add(session, "late " + std::to_string(pages), 9);  // before all that was seen
      co_await session.flush();
      ++pages;
    } while (wanted.cursor && pages < 9);
    EXPECT_EQ(pages, 3);
    EXPECT_THAT(found, ElementsAre("hero 4", "hero 2", "hero 3", "hero 0", "hero 1"));
  });
}

TEST_P(Pages, RefuseCursorsOfOthers) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Hero>();
    CursorParams wanted;
    wanted.size = 1;
    const CursorPage<HeroStat> page = co_await paginate<HeroStat>(session, query, wanted, "secret", column<&Hero::id>);
    wanted.cursor = page.next_cursor;
    EXPECT_THROW((void)paginate<HeroStat>(session, query, wanted, "other", column<&Hero::id>), InvalidCursor);
    EXPECT_THROW((void)paginate<HeroStat>(session, query, wanted, "secret", column<&Hero::age>), InvalidCursor);
    wanted.cursor = "x" + *page.next_cursor;
    EXPECT_THROW((void)paginate<HeroStat>(session, query, wanted, "secret", column<&Hero::id>), InvalidCursor);
    wanted.cursor = "";
    EXPECT_THROW((void)paginate<HeroStat>(session, query, wanted, "secret", column<&Hero::id>), InvalidCursor);
  });
}

}  // namespace
}  // namespace talaria::sql
