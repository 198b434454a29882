build('Package') { commands 'make' }
