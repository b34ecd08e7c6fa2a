import random
from collections import deque

import numpy as np
from keras.layers import Dense, Input
from keras.models import Sequential
from keras.optimizers import Adam


class DQNAgent:
    def __init__(self, state_size, action_size):
        self.state_size = state_size
        self.action_size = action_size
        self.memory = deque(maxlen=2000)
        self.gamma = 0.95
        self.epsilon = 1.0
        self.epsilon_decay = 0.995
        self.learning_rate = 0.001
        self.model = self._build_model()

    def _build_model(self):
        model = Sequential()
        model.add(Input((self.state_size,)))
        model.add(Dense(24, activation="relu"))
        model.add(Dense(24, activation="relu"))
        model.add(Dense(self.action_size, activation="linear"))
        model.compile(loss="mse", optimizer=Adam(learning_rate=self.learning_rate))
        return model

    def act(self, state):
        if np.random.rand() <= self.epsilon:
            return random.randrange(self.action_size)
        return np.argmax(self.model.predict(state)[0])


if __name__ == "__main__":
    agent = DQNAgent(4, 2)
    for episode in range(5):
        state = np.zeros((1, 4))
        for step in range(200):
            action = agent.act(state)
            agent.memory.append((state, action))
            if agent.epsilon > 0.01:
                agent.epsilon *= agent.epsilon_decay
    model = agent.model
