import { messengerContract } from '../../../contracts/messenger.ts'
import { openSimulated } from './simulated.ts'

messengerContract('Feishu over its webhook', () => openSimulated('webhook'))
messengerContract('Feishu over its long connection', () => openSimulated('stream'))
