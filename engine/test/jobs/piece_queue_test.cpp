#include "jobs/piece_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace rowhook {
namespace {

using namespace std::chrono_literals;

TEST(PieceQueue, DeliversAllPiecesOfAllProducers) {
  PieceQueue queue(3);
  std::vector<std::thread> producers;
  for (int i = 0; i < 3; ++i) {
    producers.emplace_back([&queue] {
      std::string piece;
      for (int n = 0; n < 1000; ++n) {
        piece.append(1000, 'x');
        if (!queue.push(piece)) break;
      }
      queue.finish();
    });
  }
  std::size_t bytes = 0;
  for (std::string piece; queue.pop(piece);) bytes += piece.size();
  for (auto& producer : producers) producer.join();
  EXPECT_EQ(bytes, 3'000'000U);
}

TEST(PieceQueue, LimitsBufferForSlowConsumer) {
  PieceQueue queue(1);
  std::atomic<std::size_t> pushed{0};
  std::thread producer([&] {
    for (std::string piece(100'000, 'x'); queue.push(piece); piece.assign(100'000, 'x')) {
      pushed += 100'000;
    }
  });
  std::this_thread::sleep_for(100ms);
  EXPECT_GT(pushed, 0U);
  EXPECT_LT(pushed, 2'000'000U);
  queue.stop();
  producer.join();
}

TEST(PieceQueue, StopsWhenOneProducerFails) {
  PieceQueue queue(2);
  std::string piece = "x";
  EXPECT_TRUE(queue.push(piece));
  queue.fail(std::make_exception_ptr(std::runtime_error("broken")));
  EXPECT_FALSE(queue.push(piece));
  EXPECT_TRUE(queue.stopped());
  EXPECT_THROW(queue.pop(piece), std::runtime_error);
}

}  // namespace
}  // namespace rowhook
