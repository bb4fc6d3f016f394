import { messengerContract } from '../../../contracts/messenger.ts'
import { openSimulated } from './simulated.ts'

messengerContract('WeCom', () => openSimulated(false))
messengerContract('WeCom with encrypted userids', () => openSimulated(true))
