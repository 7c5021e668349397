// Relations on both databases.
#include "sql/on_database.hpp"

#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/sql/relationship.hpp>
#include <talaria/sql/session.hpp>

namespace talaria::sql {
namespace relationship_test {

struct Post;
struct Profile;
struct Tag;
struct PostTag;

struct Author {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  std::string name = {};
  Field<std::optional<std::int64_t>, foreign_key{"author.id"}> mentor_id = {};
  Relationship<std::vector<Post>, via{"author_id"}> posts = {};
  Relationship<std::vector<Post>, via{"editor_id"}> edited = {};
  Relationship<Profile> profile = {};
  Relationship<Author> mentor = {};
  Relationship<std::vector<Author>> students = {};
};
struct Profile {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  std::string text = {};
  Field<std::optional<std::int64_t>, foreign_key{"author.id"}, unique> author_id = {};
};
struct Post {
  Field<std::optional<std::int64_t>, primary_key> id = {};
  std::string title = {};
  Field<std::optional<std::int64_t>, foreign_key{"author.id"}> author_id = {};
  Field<std::optional<std::int64_t>, foreign_key{"author.id"}> editor_id = {};
  Relationship<Author, via{"author_id"}> author = {};
  Relationship<Author, via{"editor_id"}> editor = {};
  Relationship<std::vector<Tag>, linked_by<PostTag>> tags = {};
};
struct PostTag {
  Field<std::int64_t, primary_key, foreign_key{"post.id"}> post_id = {};
  Field<std::string, primary_key, foreign_key{"tag.name"}> tag_name = {};
};
struct Tag {
  Field<std::string, primary_key> name = {};
  Relationship<std::vector<Post>, linked_by<PostTag>> posts = {};
};

struct PostRead {
  std::string title;
};
struct AuthorRead {
  std::string name;
  std::vector<PostRead> posts;
  std::optional<Json> extra = {};
};
struct PostWithAuthor {
  std::string title;
  struct Name {
    std::string name;
  };
  std::optional<Name> author;
};

}  // namespace relationship_test
namespace {

using namespace relationship_test;
using testing::ElementsAre;
using testing::HasSubstr;

Author author(std::string name) {
  Author made;
  made.name = std::move(name);
  return made;
}
Post post(std::string title) {
  Post made;
  made.title = std::move(title);
  return made;
}
Tag tag(std::string name) {
  Tag made;
  made.name = std::move(name);
  return made;
}
template <class R>
std::vector<std::string> titles(const R& posts) {
  std::vector<std::string> found;
  for (const Post& each : posts) found.push_back(each.title);
  return found;
}

class Relations : public OnDatabase {
 protected:
  /// Ann wrote "a1" and "a2", and Bob "b1", which Ann edited; Bob's mentor is Ann. "a1" has the tags x and y.
  void SetUp() override {
    run([&]() -> Task<void> {
      const Metadata metadata = tables<Author, Profile, Post, Tag, PostTag>();
      {
        const PooledConnection connection = co_await engine.connect();
        co_await metadata.create_all(*connection, force);
      }
      Session session(engine);
      Author& bob = session.add(author("Bob"));
      Author& ann = session.add(author("Ann"));
      bob.mentor.set(ann);
      Post& first = session.add(post("a1"));
      ann.posts.push_back(first);
      ann.posts.push_back(session.add(post("a2")));
      Post& other = session.add(post("b1"));
      other.author.set(bob);
      other.editor.set(ann);
      first.tags.push_back(session.add(tag("x")));
      first.tags.push_back(session.add(tag("y")));
      Profile& profile = session.add(Profile());
      profile.text = "about Ann";
      ann.profile.set(profile);
      co_await session.commit();
    });
  }
};

TALARIA_ON_BOTH_DATABASES(Relations);

TEST_P(Relations, AreLoadedForAllObjectsWithOneQuery) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Author>()
                     .order_by(column<&Author::name>)
                     .options(selectinload<&Author::posts>(), selectinload<&Author::mentor>());
    Objects<Author> authors = (co_await session.exec(query)).all();
    EXPECT_EQ(session.query_count(), 3U);
    EXPECT_THAT(titles(authors[0].posts), ElementsAre("a1", "a2"));
    EXPECT_THAT(titles(authors[1].posts), ElementsAre("b1"));
    EXPECT_FALSE(authors[0].mentor);
    EXPECT_EQ(authors[1].mentor.get(), &authors[0]) << "a row is one object";
    EXPECT_FALSE(authors[0].edited.is_loaded());
  });
}

TEST_P(Relations, AreLoadedByAJoin) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Post>()
                     .order_by(column<&Post::title>)
                     .options(joinedload<&Post::author, &Author::mentor>(), joinedload<&Post::editor>());
    Objects<Post> posts = (co_await session.exec(query)).all();
    EXPECT_EQ(session.query_count(), 2U) << "one with two joins, one for the mentors";
    EXPECT_EQ(posts.size(), 3U);
    EXPECT_EQ(posts[0].author->name, "Ann");
    EXPECT_EQ(posts[2].author->mentor->name, "Ann");
    EXPECT_FALSE(posts[0].editor);
    EXPECT_EQ(posts[2].editor->name, "Ann");
  });
}

TEST_P(Relations, AreLoadedWhenAwaited) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Author>().where(column<&Author::name> == "Ann");
    Author& ann = (co_await session.exec(query)).one();
    Objects<Post> posts = co_await session.load<&Author::posts>(ann);
    EXPECT_EQ(posts.size(), 2U);
    Profile* const profile = co_await session.load<&Author::profile>(ann);
    EXPECT_EQ(profile->text, "about Ann");
    Objects<Author> students = co_await session.load<&Author::students>(ann);
    EXPECT_EQ(students[0].name, "Bob");
    EXPECT_EQ(ann.posts.size(), 2U);
  });
}

TEST_P(Relations, GoThroughATableBetween) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Post>().order_by(column<&Post::title>).options(selectinload<&Post::tags, &Tag::posts>());
    Objects<Post> posts = (co_await session.exec(query)).all();
    EXPECT_EQ(session.query_count(), 3U);
    EXPECT_EQ(posts[0].tags.size(), 2U);
    EXPECT_EQ(posts[0].tags[1].name, "y");
    EXPECT_EQ(&posts[0].tags[0].posts[0], &posts[0]);
    EXPECT_TRUE(posts[1].tags.empty());
    posts[0].tags.remove(posts[0].tags[0]);
    posts[1].tags.push_back(session.add(tag("z")));
    co_await session.commit();
    auto links = select(column<&PostTag::tag_name>).order_by(column<&PostTag::tag_name>);
    EXPECT_THAT((co_await session.exec(links)).all(), ElementsAre("y", "z"));
  });
}

TEST_P(Relations, SayHowToLoadThem) {
  run([&]() -> Task<void> {
    Session session(engine);
    Author* const first = co_await session.get<Author>(1);
    try {
      (void)first->posts.size();
      ADD_FAILURE() << "it was not loaded";
    } catch (const NotLoaded& error) {
      EXPECT_THAT(error.what(), HasSubstr("selectinload<&...::posts>()"));
      EXPECT_THAT(error.what(), HasSubstr("session.load<&...::posts>(object)"));
    }
    const Author copy = *first;
    EXPECT_FALSE(copy.posts.is_loaded()) << "a copy may outlive the session";
    EXPECT_THROW((void)Author().mentor.get(), NotLoaded);
  });
}

TEST_P(Relations, MoveForeignKeys) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Author>().order_by(column<&Author::name>).options(selectinload<&Author::posts>());
    Objects<Author> authors = (co_await session.exec(query)).all();
    Post& moved = authors[0].posts[0];
    authors[0].posts.remove(moved);
    co_await session.flush();
    EXPECT_FALSE(moved.author_id.base().has_value());
    authors[1].posts.push_back(moved);
    co_await session.commit();
    EXPECT_EQ(moved.author_id.base(), authors[1].id.base());
    authors[1].mentor.reset();
    co_await session.commit();
    EXPECT_FALSE(authors[1].mentor_id.base().has_value());
  });
}

TEST_P(Relations, BecomeOtherModels) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Author>().order_by(column<&Author::name>).options(selectinload<&Author::posts>());
    const std::vector<AuthorRead> authors = (co_await session.exec(query)).all();
    EXPECT_EQ(authors[0].posts[1].title, "a2");
    auto post_query = select<Post>().where(column<&Post::title> == "b1").options(joinedload<&Post::author>());
    const auto read = to<PostWithAuthor>((co_await session.exec(post_query)).one());
    EXPECT_EQ(read.author->name, "Bob");
  });
}

TEST(Relationship, IsNoPartOfTheModelOnTheWire) {
  const Author made = model_validate_json<Author>(R"({"name": "Ann", "posts": [1], "mentor": {}})");
  EXPECT_EQ(made.name, "Ann");
  EXPECT_THAT(model_dump_json(made), testing::AllOf(HasSubstr("name"), testing::Not(HasSubstr("posts"))));
  EXPECT_EQ(table_info<Author>.columns.size(), 3U);
  EXPECT_EQ(table_info<Author>.relations.size(), 5U);
}

}  // namespace
}  // namespace talaria::sql
