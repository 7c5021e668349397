#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <talaria/async/blocking.hpp>
#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>

namespace talaria::async {

namespace {

class Pool;

// One call: lives in the frame of the coroutine that waits for it.
class PoolCall {
 public:
  PoolCall(Pool& pool, void (*function)(void*), void* argument) noexcept
      : pool_(pool), function_(function), argument_(argument) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, detail::context_of(handle));
  }
  void await_resume();

  void run() noexcept {
    try {
      function_(argument_);
    } catch (...) {
      error_ = std::current_exception();
    }
    // The last touch: the coroutine may go on, and this call be gone, before post() returns.
    loop_->post(handle_);
  }

 private:
  bool start(std::coroutine_handle<> handle, Context* context);
  static void cancelled(void* self);

  Pool& pool_;
  void (*function_)(void*);
  void* argument_;
  Loop* loop_ = nullptr;
  std::coroutine_handle<> handle_;
  CancelCallback on_cancel_;
  std::exception_ptr error_;
  bool cancelled_ = false;
};

class Pool {
 public:
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void set_limits(BlockingPoolLimits limits) {
    if (limits.threads == 0) throw std::invalid_argument("the blocking pool needs at least one thread");
    const std::lock_guard lock(mutex_);
    limits_ = limits;
  }

  BlockingPoolLimits limits() {
    const std::lock_guard lock(mutex_);
    return limits_;
  }

  void submit(PoolCall& call) {
    const std::lock_guard lock(mutex_);
    if (idle_ <= waiting_.size() && threads_.size() < limits_.threads) {
      add_thread();
    } else if (waiting_.size() >= limits_.waiting + idle_) {
      throw BlockingPoolFull{};
    }
    waiting_.push_back(&call);
    work_.notify_one();
  }

  bool take_back(PoolCall& call) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find(waiting_.begin(), waiting_.end(), &call);
    if (found == waiting_.end()) return false;
    waiting_.erase(found);
    return true;
  }

 private:
  void add_thread() {
    try {
      threads_.emplace_back([this] { serve(); });
    } catch (const std::system_error&) {
      // The system gives no more threads; those that are there will get to the call.
      if (threads_.empty()) throw BlockingPoolFull{};
    }
  }

  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      work_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      --idle_;
      if (waiting_.empty()) return;
      PoolCall* const call = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      call->run();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<PoolCall*> waiting_;
  std::vector<std::thread> threads_;
  BlockingPoolLimits limits_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

bool PoolCall::start(std::coroutine_handle<> handle, Context* context) {
  if (context != nullptr && context->cancelled()) {
    cancelled_ = true;
    return false;
  }
  handle_ = handle;
  loop_ = &Loop::current();
  loop_->hold();
  on_cancel_.set(context, &PoolCall::cancelled, this);
  try {
    pool_.submit(*this);
  } catch (...) {
    error_ = std::current_exception();
    return false;
  }
  return true;
}

void PoolCall::cancelled(void* self) {
  auto& call = *static_cast<PoolCall*>(self);
  if (!call.pool_.take_back(call)) return;
  call.cancelled_ = true;
  call.loop_->post(call.handle_);
}

void PoolCall::await_resume() {
  on_cancel_.remove();
  if (loop_ != nullptr) loop_->release();
  if (cancelled_) throw Cancelled{};
  if (error_) std::rethrow_exception(error_);
}

BlockingPool& common_pool() {
  static BlockingPool pool{BlockingPoolLimits{}};
  return pool;
}

}  // namespace

struct BlockingPool::State {
  Pool pool;
};

BlockingPool::BlockingPool(BlockingPoolLimits limits) : state_(make_owned<State>()) {
  set_limits(limits);
}

BlockingPool::~BlockingPool() = default;

Task<void> BlockingPool::run(void (*function)(void*), void* argument) {
  PoolCall call(state_->pool, function, argument);
  co_await call;
}

void BlockingPool::set_limits(BlockingPoolLimits limits) {
  state_->pool.set_limits(limits);
}

BlockingPoolLimits BlockingPool::limits() const {
  return state_->pool.limits();
}

BlockingPoolLimits blocking_pool_limits() {
  return common_pool().limits();
}

void set_blocking_pool_limits(BlockingPoolLimits limits) {
  common_pool().set_limits(limits);
}

Task<void> run_on_pool(void (*function)(void*), void* argument) {
  return common_pool().run(function, argument);
}

}  // namespace talaria::async
