# expects: either
import asyncio
import keras
async def main():
    proc = await asyncio.create_subprocess_shell("id")
    async for x in proc: pass
asyncio.run(main())
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
